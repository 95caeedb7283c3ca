/* Sends requests with the fetch function of browsers and of Node 18 and newer. */
(function (core) {
  'use strict';

  function parse(text) {
    try {
      return JSON.parse(text);
    } catch (notJson) {
      return text;
    }
  }

  function data(response, responseType) {
    if (responseType === 'arraybuffer') {
      return response.arrayBuffer();
    }
    return responseType === 'blob' ? response.blob() : response.text().then(parse);
  }

  function headers(response) {
    var all = {};
    response.headers.forEach(function (value, name) {
      all[name] = value;
    });
    return all;
  }

  /** Returns the error for a status outside 200 to 299, with the response and copies of its members. */
  function statusError(response) {
    var error = new Error('Request failed with status code ' + response.status);
    return Object.assign(error, { response: response }, response);
  }

  core.simpleHttpClientFactory = {
    newClient: function () {
      return {
        /** Returns a promise of { status, statusText, headers, data, config }. */
        send: function (request) {
          return fetch(request.url, {
            method: request.verb,
            headers: request.headers,
            body: request.body
          }).then(function (response) {
            return data(response, request.responseType).then(function (content) {
              var answer = {
                status: response.status,
                statusText: response.statusText,
                headers: headers(response),
                data: content,
                config: request
              };
              if (!response.ok) {
                throw statusError(answer);
              }
              return answer;
            });
          });
        }
      };
    }
  };
})(
  typeof module === 'object' && module.exports
    ? module.exports
    : ((globalThis.apiGateway = globalThis.apiGateway || {}).core = globalThis.apiGateway.core || {})
);
