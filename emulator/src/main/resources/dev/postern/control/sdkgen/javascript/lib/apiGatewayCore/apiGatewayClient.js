/* Builds a request from a method's description and the caller's parameters, signs and sends it. */
(function (core) {
  'use strict';

  /** Returns the body to send: text and bytes unchanged, other values as JSON, or undefined for none. */
  function payload(utils, verb, body) {
    if (!utils.isGiven(body) || body === '' || verb === 'GET' || verb === 'HEAD') {
      return undefined;
    }
    if (body instanceof ArrayBuffer) {
      return new Uint8Array(body);
    }
    if (ArrayBuffer.isView(body)) {
      return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
    }
    return typeof body === 'string' ? body : JSON.stringify(body);
  }

  core.apiGatewayClientFactory = {
    /**
     * @param parts utils, sigV4ClientFactory and simpleHttpClientFactory
     * @param config settings of apigClientFactory.newClient, including defaults
     */
    newClient: function (parts, config) {
      var utils = parts.utils;
      var base = config.invokeUrl.replace(/\/+$/, '');
      var http = parts.simpleHttpClientFactory.newClient();
      var signer =
        config.accessKey && config.secretKey
          ? parts.sigV4ClientFactory.newClient(utils, {
              accessKey: config.accessKey,
              secretKey: config.secretKey,
              sessionToken: config.sessionToken,
              region: config.region,
              serviceName: 'execute-api'
            })
          : undefined;

      function headersOf(operation, params, additional, body) {
        var headers = {};
        utils.setHeader(headers, 'Accept', config.defaultAcceptType);
        if (body !== undefined) {
          utils.setHeader(headers, 'Content-Type', config.defaultContentType);
        }
        if (config.apiKey) {
          utils.setHeader(headers, 'x-api-key', config.apiKey);
        }
        operation.headers.forEach(function (name) {
          if (utils.isGiven(params[name])) {
            utils.setHeader(headers, name, params[name]);
          }
        });
        Object.keys(additional).forEach(function (name) {
          if (utils.isGiven(additional[name])) {
            utils.setHeader(headers, name, additional[name]);
          }
        });
        return headers;
      }

      function request(operation, params, body, additional) {
        var extra = additional.queryParams || {};
        var pairs = utils.addPairs([], operation.queryParams, params);
        utils.addPairs(pairs, Object.keys(extra), extra);
        var query = utils.queryString(pairs);
        var content = payload(utils, operation.verb, body);
        return {
          verb: operation.verb,
          url: base + utils.expandPath(operation.path, params) + (query ? '?' + query : ''),
          queryPairs: pairs,
          headers: headersOf(operation, params, additional.headers || {}, content),
          body: content,
          responseType: additional.responseType
        };
      }

      return {
        /** Returns a promise of the response. Rejects if a required parameter is missing or the status is not 2xx. */
        call: function (operation, params, body, additionalParams) {
          var given = params || {};
          var missing = utils.missing(given, operation.required);
          if (missing.length > 0) {
            return Promise.reject(new Error('Missing required parameters: ' + missing.join(', ')));
          }
          var made = request(operation, given, body, additionalParams || {});
          if (signer) {
            signer.sign(made);
          }
          return http.send(made);
        }
      };
    }
  };
})(
  typeof module === 'object' && module.exports
    ? module.exports
    : ((globalThis.apiGateway = globalThis.apiGateway || {}).core = globalThis.apiGateway.core || {})
);
