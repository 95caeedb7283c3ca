/* Encoding, headers and parameters, for the other files of this folder. */
(function (core) {
  'use strict';

  /** Encodes all but RFC 3986's unreserved characters, as Signature Version 4 requires. */
  function encode(text) {
    return encodeURIComponent(String(text)).replace(/[!'()*]/g, function (character) {
      return '%' + character.charCodeAt(0).toString(16).toUpperCase();
    });
  }

  function isGiven(value) {
    return value !== undefined && value !== null;
  }

  /** Returns the names without a value in params. */
  function missing(params, names) {
    return names.filter(function (name) {
      return !isGiven(params[name]);
    });
  }

  /** Inserts values in a path such as /pets/{petId} or /files/{path+}. A greedy value keeps its slashes. */
  function expandPath(template, params) {
    return template.replace(/\{([^}+]+)(\+?)\}/g, function (_, name, greedy) {
      var value = isGiven(params[name]) ? String(params[name]) : '';
      return greedy ? value.split('/').map(encode).join('/') : encode(value);
    });
  }

  /** Appends [name, value] pairs, one for each value of a list. */
  function addPairs(pairs, names, values) {
    names.forEach(function (name) {
      [].concat(values[name]).filter(isGiven).forEach(function (value) {
        pairs.push([name, String(value)]);
      });
    });
    return pairs;
  }

  function queryString(pairs) {
    return pairs
      .map(function (pair) {
        return encode(pair[0]) + '=' + encode(pair[1]);
      })
      .join('&');
  }

  /** Sets a header and removes headers with the same name in another letter case. */
  function setHeader(headers, name, value) {
    Object.keys(headers).forEach(function (present) {
      if (present.toLowerCase() === name.toLowerCase()) {
        delete headers[present];
      }
    });
    headers[name] = String(value);
  }

  core.utils = {
    addPairs: addPairs,
    encode: encode,
    expandPath: expandPath,
    isGiven: isGiven,
    missing: missing,
    queryString: queryString,
    setHeader: setHeader
  };
})(
  typeof module === 'object' && module.exports
    ? module.exports
    : ((globalThis.apiGateway = globalThis.apiGateway || {}).core = globalThis.apiGateway.core || {})
);
