// Runtime API client for Node.js: requests invocations, runs the handler, sends responses.
// What handlers see is described in "Building Lambda functions with Node.js" (AWS documentation).
'use strict';

const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { Writable } = require('node:stream');
const { pathToFileURL } = require('node:url');
const util = require('node:util');

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const API = '/2018-06-01/runtime/';
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

let requestId; // of the current invocation
let streaming; // the response of the current invocation, if its handler streams
let finishOnIdle = () => {}; // called when the event loop is empty
let outputBytes = 0;

// ---- requests to the Runtime API

function open(method, resource, headers, answered) {
  const options = { host, port, method, path: API + resource, headers, agent };
  const request = http.request(options, (response) => {
    const chunks = [];
    response.on('data', (chunk) => chunks.push(chunk));
    response.on('end', () =>
      answered({ headers: response.headers, body: Buffer.concat(chunks).toString('utf8') }),
    );
    response.on('error', exitWithoutRunner);
  });
  request.on('error', exitWithoutRunner);
  request.once('socket', exitOnClose);
  return request;
}

function call(method, resource, headers, body) {
  return new Promise((resolve) => open(method, resource, headers, resolve).end(body));
}

// Exits when the Runtime API closes the connection, because the runner of this process is gone.
function exitOnClose(socket) {
  if (!socket.watched) {
    socket.watched = true;
    socket.once('close', exitWithoutRunner);
  }
}

function exitWithoutRunner() {
  process.exit(1);
}

function post(resource, json, errorType) {
  const headers = {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(json),
    'Postern-Output-Bytes': outputBytes,
  };
  if (errorType !== undefined) {
    headers['Lambda-Runtime-Function-Error-Type'] = errorType;
  }
  return call('POST', resource, headers, json);
}

// ---- output

for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write;
  stream.write = function (chunk, encoding, done) {
    outputBytes +=
      typeof chunk === 'string'
        ? Buffer.byteLength(chunk, typeof encoding === 'string' ? encoding : 'utf8')
        : chunk.length;
    return write.call(stream, chunk, encoding, done);
  };
}

// Writes one log event. Replaces line ends inside it by carriage returns.
function logAs(level, text) {
  const line = `${new Date().toISOString()}\t${requestId}\t${level}\t${text}`;
  process.stdout.write(line.replace(/\r?\n/g, '\r') + '\n');
}

const LEVELS = { log: 'INFO', info: 'INFO', debug: 'DEBUG', warn: 'WARN', error: 'ERROR', trace: 'TRACE' };
for (const [name, level] of Object.entries(LEVELS)) {
  console[name] = (...parts) => logAs(level, util.format(...parts));
}

// ---- errors

class RuntimeError extends Error {
  constructor(type, message) {
    super(message);
    this.name = type;
  }
}

function isError(value) {
  return value instanceof Error || util.types.isNativeError(value);
}

function errorObject(error) {
  if (isError(error)) {
    return {
      errorType: String(error.name),
      errorMessage: String(error.message),
      trace: String(error.stack ?? '').split('\n'),
    };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

function logError(title, error) {
  const { errorType, errorMessage, trace } = errorObject(error);
  const extra = isError(error) ? { ...error } : {};
  delete extra.name;
  logAs('ERROR', `${title} \t${JSON.stringify({ errorType, errorMessage, ...extra, stack: trace })}`);
}

// ---- streaming
// See "Writing response streaming-enabled Lambda functions" (AWS documentation).

const HANDLER_STREAMS = Symbol.for('aws.lambda.runtime.handler.streaming');
const STREAM_OPTIONS = Symbol('stream options');
const START = Symbol('start');
const METADATA_END = Buffer.alloc(8);

// The response of a handler that streams. Sends nothing before the first write, so that a handler
// that fails before it fails like any other.
class ResponseStream extends Writable {
  #requestId = requestId;
  #request;
  #answered;
  #contentType = 'application/octet-stream';
  #settle;
  #ended = false;

  constructor(options) {
    super(options);
    this.sent = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
    this.sent.catch(() => {}); // the code that awaits it handles the error
    this.on('error', () => {});
  }

  setContentType(type) {
    this.#contentType = type;
  }

  // Whether errors must be sent in trailers.
  get begun() {
    return this.#request !== undefined;
  }

  #begin() {
    if (this.#request !== undefined) {
      return;
    }
    const headers = {
      'Content-Type': this.#contentType,
      'Transfer-Encoding': 'chunked',
      'Lambda-Runtime-Function-Response-Mode': 'streaming',
      Trailer:
        'Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body, Postern-Output-Bytes',
    };
    this.#answered = new Promise((resolve) => {
      this.#request = open('POST', `invocation/${this.#requestId}/response`, headers, resolve);
    });
    this.#answered.then(this.#settle.resolve);
  }

  _write(chunk, encoding, done) {
    const first = !this.begun;
    this.#begin();
    const start = first ? this[START] : undefined;
    const bytes = start === undefined ? chunk : Buffer.concat([start, chunk]);
    if (bytes.length === 0) {
      done();
    } else {
      this.#request.write(bytes, done);
    }
  }

  _final(done) {
    this.#begin();
    this.#end({});
    done();
  }

  _destroy(error, done) {
    if (!this.#ended) {
      this.#settle.reject(error ?? new Error('The response stream was destroyed'));
    }
    done(error);
  }

  #end(trailers) {
    this.#ended = true;
    this.#request.addTrailers({ ...trailers, 'Postern-Output-Bytes': outputBytes });
    this.#request.end();
  }

  // Sends the error in trailers; called only after the first write. Resolves when it is sent.
  async fail(error) {
    const object = errorObject(error);
    if (!this.#ended) {
      this.#end({
        'Lambda-Runtime-Function-Error-Type': object.errorType.replace(/[^\x20-\x7e]/g, '?'),
        'Lambda-Runtime-Function-Error-Body': Buffer.from(JSON.stringify(object)).toString('base64'),
      });
    }
    await this.#answered;
  }
}

globalThis.awslambda = {
  streamifyResponse(handler, options) {
    handler[HANDLER_STREAMS] = 'response';
    handler[STREAM_OPTIONS] = options;
    return handler;
  },
  HttpResponseStream: class HttpResponseStream {
    // The metadata precedes the first write. It is not sent if there is no write.
    static from(stream, metadata) {
      stream.setContentType('application/vnd.awslambda.http-integration-response');
      stream[START] = Buffer.concat([Buffer.from(JSON.stringify(metadata)), METADATA_END]);
      return stream;
    }
  },
};

// ---- loading the handler

async function loadHandler() {
  const root = process.env.LAMBDA_TASK_ROOT;
  const name = process.env._HANDLER ?? '';
  const folder = path.dirname(name);
  const [file, ...exported] = path.basename(name).split('.');
  if (name.includes('..') || file === '' || exported.length === 0) {
    throw new RuntimeError('Runtime.MalformedHandlerName', `Bad handler ${name}`);
  }
  let found = await loadModule(path.resolve(root, folder, file));
  for (const part of exported) {
    found = found?.[part];
  }
  if (found === undefined) {
    throw new RuntimeError('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  }
  if (typeof found !== 'function') {
    throw new RuntimeError('Runtime.HandlerNotFound', `${name} is not a function`);
  }
  return found;
}

async function loadModule(base) {
  const file = ['', '.js', '.mjs', '.cjs'].map((end) => base + end).find(isFile) ?? base;
  try {
    return isEsm(file) ? await import(pathToFileURL(file).href) : require(file);
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new RuntimeError('Runtime.UserCodeSyntaxError', String(error));
    }
    if (error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND') {
      throw new RuntimeError('Runtime.ImportModuleError', String(error));
    }
    throw error;
  }
}

function isFile(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

function isEsm(file) {
  if (file.endsWith('.mjs')) {
    return true;
  }
  if (!file.endsWith('.js')) {
    return false;
  }
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    const description = path.join(folder, 'package.json');
    if (isFile(description)) {
      return JSON.parse(fs.readFileSync(description, 'utf8')).type === 'module';
    }
    if (folder === path.dirname(folder)) {
      return false;
    }
  }
}

// ---- running the handler

function newContext(headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const clientContext = headers['lambda-runtime-client-context'];
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: clientContext === undefined ? undefined : JSON.parse(clientContext),
    identity: undefined,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

// A handler responds by its promise or by the callback. A response by the callback is sent when the
// event loop is empty, unless the context says otherwise. A handler that does neither responds null
// when the event loop is empty.
function run(handler, event, context) {
  return new Promise((resolve, reject) => {
    let answer = () => resolve(null);
    finishOnIdle = () => answer();
    const callback = (error, result) => {
      answer = error === undefined || error === null ? () => resolve(result) : () => reject(error);
      if (!context.callbackWaitsForEmptyEventLoop) {
        setImmediate(answer);
      }
    };
    context.done = callback;
    context.succeed = (result) => callback(null, result);
    context.fail = (error) => callback(error ?? 'handled');
    const returned = handler(event, context, callback);
    if (typeof returned?.then === 'function') {
      returned.then(resolve, reject);
    }
  });
}

function stringify(result) {
  try {
    return JSON.stringify(result === undefined ? null : result) ?? 'null';
  } catch {
    throw new Error('Unable to stringify response body');
  }
}

async function serveOne(handler) {
  const { headers, body } = await call('GET', 'invocation/next', {});
  requestId = headers['lambda-runtime-aws-request-id'];
  process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'] ?? '';
  try {
    if (handler[HANDLER_STREAMS] === 'response') {
      await stream(handler, JSON.parse(body), newContext(headers));
    } else {
      const result = stringify(await run(handler, JSON.parse(body), newContext(headers)));
      finishOnIdle = () => {};
      await post(`invocation/${requestId}/response`, result);
    }
  } catch (error) {
    finishOnIdle = () => {};
    await fail('Invoke Error', error);
  }
  streaming = undefined;
}

// A handler has responded when its promise is fulfilled and its stream has ended.
async function stream(handler, event, context) {
  streaming = new ResponseStream(handler[STREAM_OPTIONS]);
  finishOnIdle = () => streaming.end();
  const returned = handler(event, streaming, context);
  if (typeof returned?.then !== 'function') {
    throw new Error('Streaming does not support non-async handlers.');
  }
  await returned;
  await streaming.sent;
  finishOnIdle = () => {};
}

function fail(title, error) {
  const object = errorObject(error);
  logError(title, error);
  if (streaming?.begun) {
    return streaming.fail(error);
  }
  return post(`invocation/${requestId}/error`, JSON.stringify(object), object.errorType);
}

// Handles an uncaught error: fails the current invocation and exits, because the state of the process
// is undefined.
async function crash(title, error, status) {
  if (requestId !== undefined) {
    await fail(title, error);
  }
  process.exit(status);
}

async function main() {
  let handler;
  try {
    handler = await loadHandler();
  } catch (error) {
    const object = errorObject(error);
    logError('Uncaught Exception', error);
    await post('init/error', JSON.stringify(object), object.errorType);
    process.exit(1);
  }
  process.on('beforeExit', () => finishOnIdle());
  process.on('uncaughtException', (error) => crash('Uncaught Exception', error, 129));
  process.on('unhandledRejection', (reason) => {
    const error = new RuntimeError('Runtime.UnhandledPromiseRejection', String(reason));
    error.reason = reason;
    crash('Unhandled Promise Rejection', error, 128);
  });
  for (;;) {
    await serveOne(handler);
  }
}

main();
