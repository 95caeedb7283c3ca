/* Encoding, headers and parameters, for the other files of this folder. */
(function (core) {
  'use strict';

  /** Encodes all but RFC 3986's unreserved characters, as Signature Version 4 wants it. */
  function encode(text) {
    return encodeURIComponent(String(text)).replace(/[!'()*]/g, function (character) {
      return '%' + character.charCodeAt(0).toString(16).toUpperCase();
    });
  }

  function isGiven(value) {
    return value !== undefined && value !== null;
  }

  /** The names among these that params has no value for. */
  function missing(params, names) {
    return names.filter(function (name) {
      return !isGiven(params[name]);
    });
  }

  /** Puts values into a path such as /pets/{petId} or /files/{path+}; the latter keeps its slashes. */
  function expandPath(template, params) {
    return template.replace(/\{([^}+]+)(\+?)\}/g, function (_, name, greedy) {
      var value = isGiven(params[name]) ? String(params[name]) : '';
      return greedy ? value.split('/').map(encode).join('/') : encode(value);
    });
  }

  /** Appends [name, value] pairs; a list is one pair for each of its values. */
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

  /** Sets a header in place of any of the same name in other letters. */
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
