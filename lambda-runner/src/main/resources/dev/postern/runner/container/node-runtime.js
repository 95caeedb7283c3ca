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

// Returns a text as the value of a header.
function printable(text) {
  return String(text).replace(/[^\x20-\x7e]/g, '?');
}

function post(resource, json, errorType) {
  const headers = {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(json),
    'Postern-Output-Bytes': outputBytes,
  };
  if (errorType !== undefined) {
    headers['Lambda-Runtime-Function-Error-Type'] = printable(errorType);
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
    Object.defineProperty(this, 'name', { value: type });
  }
}

// Returns whether a value is an error, or has the texts of one.
function isError(value) {
  if (util.types.isNativeError(value)) {
    return true;
  }
  const texts = [value.name, value.message, value.stack];
  return texts.every((text) => typeof text === 'string' && text !== '');
}

// Returns what the caller of the function gets. The type of a value that is no error is its type in
// JavaScript. Source: Errors.js of AWS's runtime client for Node.js.
function errorObject(error) {
  try {
    return isError(error)
      ? { errorType: error.name, errorMessage: error.message, trace: error.stack.split('\n') }
      : { errorType: typeof error, errorMessage: error.toString(), trace: [] };
  } catch {
    return {
      errorType: 'handled',
      errorMessage:
        'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack',
    };
  }
}

// Returns an error as the log shows it: with its own properties, and with its stack last.
function loggedError(value) {
  if (!(value instanceof Error)) {
    return value;
  }
  const { name: errorType, message: errorMessage, code, stack } = value;
  const logged = { errorType, errorMessage, code, ...value };
  return typeof stack === 'string' ? { ...logged, stack: stack.split('\n') } : logged;
}

function logError(title, thrown) {
  let text;
  try {
    const error = thrown instanceof Error ? thrown : new Error(thrown);
    text = JSON.stringify(error, (_, value) => loggedError(value));
  } catch {
    text = JSON.stringify(errorObject(thrown));
  }
  logAs('ERROR', `${title} \t${text}`);
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
        'Lambda-Runtime-Function-Error-Type': printable(object.errorType),
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
  if (name.includes('..')) {
    const advice = 'Use absolute paths when specifying root directories in handler names.';
    const message = `'${name}' is not a valid handler name. ${advice}`;
    throw new RuntimeError('Runtime.MalformedHandlerName', message);
  }
  if (exported.length === 0) {
    throw new RuntimeError('Runtime.MalformedHandlerName', 'Bad handler');
  }
  let found = await loadModule(root, folder, file);
  for (const part of exported) {
    found = found?.[part];
  }
  if (!found) {
    throw new RuntimeError('Runtime.HandlerNotFound', `${name} is undefined or not exported`);
  }
  if (typeof found !== 'function') {
    throw new RuntimeError('Runtime.HandlerNotFound', `${name} is not a function`);
  }
  return found;
}

async function loadModule(root, folder, name) {
  const base = path.resolve(root, folder, name);
  try {
    const file =
      ['', '.js', '.mjs', '.cjs'].map((end) => base + end).find(isFile) ??
      require.resolve(name, { paths: [root, folder] });
    return isEsm(file) ? await import(pathToFileURL(file).href) : require(file);
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new RuntimeError('Runtime.UserCodeSyntaxError', String(error));
    }
    // As in AWS, a package that an ES module does not find is an error of type Error.
    if (error?.code === 'MODULE_NOT_FOUND') {
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

const NEVER_SETTLED =
  'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes';

// A handler responds by its promise, by the callback or by the context; the first one counts. A result
// given to the callback is sent when the event loop is empty, unless the context says otherwise. When
// the event loop is empty and nothing has responded, an async handler has failed and any other handler
// has responded null. Source: CallbackContext.js and Runtime.js of AWS's runtime client for Node.js.
function run(handler, event, context) {
  return new Promise((resolve, reject) => {
    let responded = false;
    const isAsync = handler.constructor?.name === 'AsyncFunction';
    finishOnIdle = () =>
      isAsync ? reject(new RuntimeError('Runtime.NodeJsExit', NEVER_SETTLED)) : resolve(null);
    const first = (respond) => (...values) => {
      if (!responded) {
        responded = true;
        respond(...values);
      }
    };
    const isNothing = (value) => value === undefined || value === null;
    const callback = first((error, result) => {
      if (!isNothing(error)) {
        reject(error);
      } else if (context.callbackWaitsForEmptyEventLoop) {
        finishOnIdle = () => resolve(result);
      } else {
        resolve(result);
      }
    });
    context.done = first((error, result) => (isNothing(error) ? resolve(result) : reject(error)));
    context.succeed = first(resolve);
    context.fail = first((error) => reject(isNothing(error) ? 'handled' : error));
    try {
      const returned = handler(event, context, callback);
      if (typeof returned?.then === 'function') {
        returned.then(context.succeed, context.fail);
      }
    } catch (error) {
      callback(error);
    }
  });
}

// Returns the response of a result. A function and a symbol have no JSON, and AWS's native client
// refuses what is no text.
function stringify(result) {
  let json;
  try {
    json = JSON.stringify(result === undefined ? null : result);
  } catch {
    throw new Error('Unable to stringify response body');
  }
  if (json === undefined) {
    throw new TypeError('Wrong arguments');
  }
  return json;
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
    throw 'Streaming does not support non-async handlers.'; // AWS's client throws the text alone
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

// Handles an uncaught error: fails the current invocation or the initialisation and exits, because the
// state of the process is undefined.
async function crash(title, error, status) {
  if (requestId === undefined) {
    await failInit(title, error);
  } else {
    await fail(title, error);
  }
  process.exit(status);
}

function failInit(title, error) {
  const object = errorObject(error);
  logError(title, error);
  return post('init/error', JSON.stringify(object), object.errorType);
}

async function main() {
  let handler;
  process.on('uncaughtException', (error) => crash('Uncaught Exception', error, 129));
  process.on('unhandledRejection', (reason, promise) => {
    const message = reason === undefined ? '' : String(reason);
    const error = new RuntimeError('Runtime.UnhandledPromiseRejection', message);
    Object.assign(error, { reason, promise });
    crash('Unhandled Promise Rejection', error, 128);
  });
  try {
    handler = await loadHandler();
  } catch (error) {
    await crash('Uncaught Exception', error, 129);
  }
  process.on('beforeExit', () => finishOnIdle());
  for (;;) {
    await serveOne(handler);
  }
}

main();
