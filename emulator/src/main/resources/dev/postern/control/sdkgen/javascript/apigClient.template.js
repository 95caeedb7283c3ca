/* A client of one deployed stage. See README.md. */
(function (root) {
  'use strict';

  var inNode = typeof module === 'object' && module.exports;
  var core = inNode
    ? Object.assign(
        {},
        require('./lib/apiGatewayCore/utils.js'),
        require('./lib/apiGatewayCore/sigV4Client.js'),
        require('./lib/apiGatewayCore/simpleHttpClient.js'),
        require('./lib/apiGatewayCore/apiGatewayClient.js'))
    : root.apiGateway.core;

  var defaults = {
    invokeUrl: %INVOKE_URL%,
    accessKey: '',
    secretKey: '',
    sessionToken: '',
    region: %REGION%,
    apiKey: undefined,
    defaultContentType: 'application/json',
    defaultAcceptType: 'application/json'
  };

  /** Returns the given settings, with defaults for missing or empty ones. */
  function settings(config) {
    var all = Object.assign({}, defaults);
    Object.keys(config || {}).forEach(function (name) {
      if (core.utils.isGiven(config[name]) && config[name] !== '') {
        all[name] = config[name];
      }
    });
    return all;
  }

  var apigClientFactory = {};

  apigClientFactory.newClient = function (config) {
    var client = core.apiGatewayClientFactory.newClient(core, settings(config));
    var apigClient = {};

%METHODS%

    return apigClient;
  };

  if (inNode) {
    module.exports = apigClientFactory;
    module.exports.apigClientFactory = apigClientFactory;
  } else {
    root.apigClientFactory = apigClientFactory;
  }
})(typeof globalThis === 'object' ? globalThis : this);
