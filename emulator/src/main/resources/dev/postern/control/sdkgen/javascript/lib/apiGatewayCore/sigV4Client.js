/* AWS Signature Version 4. Implements SHA-256, because browsers offer it on secure pages only. */
(function (core) {
  'use strict';

  var BLOCK = 64;
  var ROUNDS = 64;
  var ALGORITHM = 'AWS4-HMAC-SHA256';

  // The constants of SHA-256 are the first 32 bits of the fractional parts of roots of primes (FIPS 180-4).
  function rootsOfPrimes(exponent, count) {
    var roots = [];
    for (var candidate = 2; roots.length < count; candidate++) {
      if (isPrime(candidate)) {
        var root = Math.pow(candidate, exponent);
        roots.push(((root - Math.floor(root)) * 0x100000000) | 0);
      }
    }
    return roots;
  }

  function isPrime(number) {
    for (var divisor = 2; divisor * divisor <= number; divisor++) {
      if (number % divisor === 0) {
        return false;
      }
    }
    return true;
  }

  var INITIAL = rootsOfPrimes(1 / 2, 8);
  var ADDED = rootsOfPrimes(1 / 3, ROUNDS);

  function rotate(word, bits) {
    return (word >>> bits) | (word << (32 - bits));
  }

  /** Returns the message, a single 1 bit, zeros, and the length in bits as the last 8 bytes. */
  function padded(bytes) {
    var length = Math.ceil((bytes.length + 9) / BLOCK) * BLOCK;
    var view = new DataView(new ArrayBuffer(length));
    new Uint8Array(view.buffer).set(bytes);
    view.setUint8(bytes.length, 0x80);
    view.setUint32(length - 8, Math.floor(bytes.length / 0x20000000));
    view.setUint32(length - 4, (bytes.length << 3) >>> 0);
    return view;
  }

  function schedule(view, offset) {
    var words = [];
    for (var t = 0; t < ROUNDS; t++) {
      if (t < 16) {
        words.push(view.getInt32(offset + 4 * t));
        continue;
      }
      var early = words[t - 15];
      var late = words[t - 2];
      var sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
      var sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
      words.push((words[t - 16] + sigma0 + words[t - 7] + sigma1) | 0);
    }
    return words;
  }

  function compress(state, words) {
    var s = state.slice();
    for (var t = 0; t < ROUNDS; t++) {
      var sum1 = rotate(s[4], 6) ^ rotate(s[4], 11) ^ rotate(s[4], 25);
      var choice = (s[4] & s[5]) ^ (~s[4] & s[6]);
      var first = (s[7] + sum1 + choice + ADDED[t] + words[t]) | 0;
      var sum0 = rotate(s[0], 2) ^ rotate(s[0], 13) ^ rotate(s[0], 22);
      var majority = (s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]);
      s.pop();
      s.unshift((first + sum0 + majority) | 0);
      s[4] = (s[4] + first) | 0;
    }
    return state.map(function (word, i) {
      return (word + s[i]) | 0;
    });
  }

  function sha256(bytes) {
    var view = padded(bytes);
    var state = INITIAL;
    for (var offset = 0; offset < view.byteLength; offset += BLOCK) {
      state = compress(state, schedule(view, offset));
    }
    var digest = new DataView(new ArrayBuffer(32));
    state.forEach(function (word, i) {
      digest.setInt32(4 * i, word);
    });
    return new Uint8Array(digest.buffer);
  }

  function utf8(text) {
    return new TextEncoder().encode(text);
  }

  function joined(first, second) {
    var both = new Uint8Array(first.length + second.length);
    both.set(first);
    both.set(second, first.length);
    return both;
  }

  function hmac(key, text) {
    var block = new Uint8Array(BLOCK);
    block.set(key.length > BLOCK ? sha256(key) : key);
    function masked(mask) {
      return block.map(function (byte) {
        return byte ^ mask;
      });
    }
    return sha256(joined(masked(0x5c), sha256(joined(masked(0x36), utf8(text)))));
  }

  function hex(bytes) {
    return Array.prototype.map
      .call(bytes, function (byte) {
        return (byte < 16 ? '0' : '') + byte.toString(16);
      })
      .join('');
  }

  function bodyBytes(body) {
    return body instanceof Uint8Array ? body : utf8(body || '');
  }

  /** Returns the path as sent, with each segment encoded once more. */
  function canonicalPath(utils, pathname) {
    return pathname.split('/').map(utils.encode).join('/');
  }

  function canonicalQuery(utils, pairs) {
    return pairs
      .map(function (pair) {
        return [utils.encode(pair[0]), utils.encode(pair[1])];
      })
      .sort(function (one, other) {
        var at = one[0] === other[0] ? 1 : 0;
        return one[at] < other[at] ? -1 : one[at] > other[at] ? 1 : 0;
      })
      .map(function (pair) {
        return pair[0] + '=' + pair[1];
      })
      .join('&');
  }

  core.sigV4ClientFactory = {
    /**
     * @param utils of utils.js
     * @param config accessKey, secretKey, sessionToken, region, serviceName
     */
    newClient: function (utils, config) {
      function signingKey(day) {
        return [day, config.region, config.serviceName, 'aws4_request'].reduce(
          hmac, utf8('AWS4' + config.secretKey));
      }

      return {
        /** Adds the signature headers to a request with verb, url, queryPairs, headers and body. */
        sign: function (request) {
          var url = new URL(request.url);
          var time = new Date().toISOString().replace(/[:-]|\.\d{3}/g, '');
          var scope = [time.slice(0, 8), config.region, config.serviceName, 'aws4_request'].join('/');
          utils.setHeader(request.headers, 'x-amz-date', time);
          if (config.sessionToken) {
            utils.setHeader(request.headers, 'x-amz-security-token', config.sessionToken);
          }
          var signed = { host: url.host };
          Object.keys(request.headers).forEach(function (name) {
            signed[name.toLowerCase()] = request.headers[name].trim().replace(/ +/g, ' ');
          });
          var names = Object.keys(signed).sort();
          var canonical = [
            request.verb,
            canonicalPath(utils, url.pathname),
            canonicalQuery(utils, request.queryPairs)
          ].concat(
            names.map(function (name) {
              return name + ':' + signed[name];
            }),
            ['', names.join(';'), hex(sha256(bodyBytes(request.body)))]
          ).join('\n');
          var toSign = [ALGORITHM, time, scope, hex(sha256(utf8(canonical)))].join('\n');
          utils.setHeader(
            request.headers,
            'Authorization',
            ALGORITHM + ' Credential=' + config.accessKey + '/' + scope +
              ', SignedHeaders=' + names.join(';') +
              ', Signature=' + hex(hmac(signingKey(time.slice(0, 8)), toSign)));
        }
      };
    }
  };
})(
  typeof module === 'object' && module.exports
    ? module.exports
    : ((globalThis.apiGateway = globalThis.apiGateway || {}).core = globalThis.apiGateway.core || {})
);
