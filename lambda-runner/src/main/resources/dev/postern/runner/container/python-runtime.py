"""Runtime API client for Python: requests invocations, runs the handler, sends responses.

What handlers see is described in "Building Lambda functions with Python" (AWS documentation).
"""

import http.client
import importlib
import io
import json
import logging
import os
import sys
import time
import traceback

API = "/2018-06-01/runtime/"


class CountedOutput(io.RawIOBase):
    """Output to a file descriptor. Counts the bytes of all instances."""

    total = 0

    def __init__(self, descriptor):
        super().__init__()
        self.descriptor = descriptor

    def writable(self):
        return True

    def fileno(self):
        return self.descriptor

    def write(self, data):
        written = os.write(self.descriptor, data)
        CountedOutput.total += written
        return written


def count_output():
    for name, descriptor in (("stdout", 1), ("stderr", 2)):
        buffer = io.BufferedWriter(CountedOutput(descriptor))
        text = io.TextIOWrapper(
            buffer, encoding="utf-8", errors="backslashreplace", line_buffering=True
        )
        setattr(sys, name, text)


class RuntimeApi:
    """One persistent connection. This process exits when the Runtime API closes it, because its
    runner is gone."""

    def __init__(self, address):
        self.connection = http.client.HTTPConnection(address)

    def call(self, method, resource, body=None, headers=None):
        try:
            self.connection.request(method, API + resource, body, headers or {})
            response = self.connection.getresponse()
            return response.headers, response.read()
        except (OSError, http.client.HTTPException):
            os._exit(1)

    def post(self, resource, body, error_type=None, content_type="application/json"):
        sys.stdout.flush()
        sys.stderr.flush()
        headers = {
            "Content-Type": content_type,
            "Postern-Output-Bytes": str(CountedOutput.total),
        }
        if error_type is not None:
            headers["Lambda-Runtime-Function-Error-Type"] = error_type
        self.call("POST", resource, body, headers)


class RequestIdFilter(logging.Filter):
    """Adds the id of the current invocation to each log record."""

    request_id = ""

    def filter(self, record):
        record.aws_request_id = RequestIdFilter.request_id
        return True


class OneEventFormatter(logging.Formatter):
    """Formats a record as one log event: replaces line ends inside it by carriage returns."""

    converter = time.gmtime

    def format(self, record):
        return super().format(record).replace("\n", "\r")


def set_up_logging():
    handler = logging.StreamHandler(sys.stdout)
    handler.addFilter(RequestIdFilter())
    handler.setFormatter(
        OneEventFormatter(
            "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s",
            "%Y-%m-%dT%H:%M:%S",
        )
    )
    logging.getLogger().addHandler(handler)


class LambdaError(Exception):
    """An error of loading the handler or sending its result, with Lambda's type and message."""

    def __init__(self, error_type, message):
        super().__init__(message)
        self.error_type = error_type


def load_handler(name):
    module_name, dot, function_name = name.rpartition(".")
    if not dot:
        reason = "not enough values to unpack (expected 2, got 1)"
        raise LambdaError("Runtime.MalformedHandlerName", f"Bad handler '{name}': {reason}")
    if module_name.split(".")[0] in sys.builtin_module_names:
        raise LambdaError(
            "Runtime.BuiltInModuleConflict",
            f"Cannot use built-in module {module_name} as a handler module",
        )
    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise LambdaError(
            "Runtime.ImportModuleError", f"Unable to import module '{module_name}': {error}"
        ) from error
    except SyntaxError as error:
        raise LambdaError(
            "Runtime.UserCodeSyntaxError", f"Syntax error in module '{module_name}': {error}"
        ) from error
    try:
        return getattr(module, function_name)
    except AttributeError as error:
        raise LambdaError(
            "Runtime.HandlerNotFound",
            f"Handler '{function_name}' missing on module '{module_name}'",
        ) from error


def error_object(error, request_id):
    """Returns the error object. Its stack trace contains only frames of the user's code."""
    if isinstance(error, LambdaError):
        error_type, stack = error.error_type, []
    else:
        error_type = type(error).__name__
        frames = traceback.extract_tb(error.__traceback__)
        stack = traceback.format_list([f for f in frames if not is_runtime_frame(f.filename)])
    return {
        "errorMessage": str(error),
        "errorType": error_type,
        "requestId": request_id,
        "stackTrace": stack,
    }


def is_runtime_frame(filename):
    return filename == __file__ or filename.startswith("<frozen importlib") or (
        os.path.basename(os.path.dirname(filename)) == "importlib"
    )


def log_error(error):
    text = f"[ERROR] {error['errorType']}: {error['errorMessage']}\n"
    if error["stackTrace"]:
        text += "Traceback (most recent call last):\n" + "".join(error["stackTrace"])
    print(text.rstrip("\n").replace("\n", "\r"), flush=True)


class ClientContext:
    """The client context of a mobile client."""

    def __init__(self, values):
        self.custom = values.get("custom")
        self.env = values.get("env")
        self.client = values.get("client")


class Identity:
    """The Cognito identity. Set only for calls by such an identity."""

    cognito_identity_id = None
    cognito_identity_pool_id = None


class LambdaContext:
    """The handler's second argument."""

    def __init__(self, headers):
        client_context = headers.get("Lambda-Runtime-Client-Context")
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = os.environ.get("AWS_LAMBDA_FUNCTION_NAME")
        self.function_version = os.environ.get("AWS_LAMBDA_FUNCTION_VERSION")
        self.memory_limit_in_mb = os.environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.log_group_name = os.environ.get("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = os.environ.get("AWS_LAMBDA_LOG_STREAM_NAME")
        self.client_context = ClientContext(json.loads(client_context)) if client_context else None
        self.identity = Identity()
        self._deadline_millis = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline_millis - int(time.time() * 1000))

    def log(self, message):
        sys.stdout.write(str(message))


class ResultWriter:
    """Writes JSON as AWS's runtime client does, which uses simplejson: bytes are text, named tuples
    are objects, decimals keep their digits. Runtimes up to Python 3.11 escape what is not ASCII.

    Source: lambda_runtime_marshaller.py of AWS's runtime client for Python."""

    def __init__(self, runtime):
        minor = runtime.rpartition(".")[2]
        ascii_only = minor.isdigit() and int(minor) < 12
        self.string = (
            json.encoder.encode_basestring_ascii if ascii_only else json.encoder.encode_basestring
        )
        self.containers = set()

    def write(self, value):
        self.containers.clear()
        return self.text(value).encode("utf-8")

    def text(self, value):
        if isinstance(value, str):
            return self.string(value)
        if value is None:
            return "null"
        if value is True:
            return "true"
        if value is False:
            return "false"
        if isinstance(value, int):
            return int.__repr__(value)
        if isinstance(value, float):
            return self.number(value)
        if isinstance(value, bytes):
            return self.string(value.decode("utf-8"))
        if isinstance(value, (list, tuple, dict)) or callable(getattr(value, "_asdict", None)):
            return self.container(value)
        # Not imported: a value is a decimal only if the function has imported the module.
        decimal = sys.modules.get("decimal")
        if decimal and isinstance(value, decimal.Decimal):
            return "NaN" if value.is_nan() else str(value)
        raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable")

    def container(self, value):
        if id(value) in self.containers:
            raise ValueError("Circular reference detected")
        self.containers.add(id(value))
        if not isinstance(value, list) and callable(getattr(value, "_asdict", None)):
            json_text = self.object(value._asdict())
        elif isinstance(value, dict):
            json_text = self.object(value)
        else:
            json_text = "[" + ", ".join([self.text(item) for item in value]) + "]"
        self.containers.discard(id(value))
        return json_text

    def object(self, members):
        texts = [f"{self.key(key)}: {self.text(value)}" for key, value in members.items()]
        return "{" + ", ".join(texts) + "}"

    def key(self, key):
        if isinstance(key, str):
            return self.string(key)
        if isinstance(key, bytes):
            return self.string(key.decode("utf-8"))
        if key is None or isinstance(key, (int, float)):
            return self.string(self.text(key))
        raise TypeError(
            f"keys must be str, int, float, bool or None, not {type(key).__name__}"
        )

    @staticmethod
    def number(value):
        if value != value:
            return "NaN"
        if value in (float("inf"), float("-inf")):
            return "Infinity" if value > 0 else "-Infinity"
        return float.__repr__(value)


WRITER = ResultWriter(os.environ.get("AWS_EXECUTION_ENV", ""))


def to_response(result):
    """Returns the body and the content type of a result. Bytes are a body as they are."""
    if isinstance(result, bytes):
        return result, "application/unknown"
    try:
        return WRITER.write(result), "application/json"
    except Exception as error:  # any error of writing is this one
        raise LambdaError("Runtime.MarshalError", f"Unable to marshal response: {error}") from error


def serve_one(api, handler):
    headers, body = api.call("GET", "invocation/next")
    request_id = headers["Lambda-Runtime-Aws-Request-Id"]
    RequestIdFilter.request_id = request_id
    os.environ["_X_AMZN_TRACE_ID"] = headers.get("Lambda-Runtime-Trace-Id", "")
    try:
        answer, content_type = to_response(handler(json.loads(body), LambdaContext(headers)))
    except Exception as error:  # any exception of the handler is the response
        failure = error_object(error, request_id)
        log_error(failure)
        api.post(f"invocation/{request_id}/error", WRITER.write(failure), failure["errorType"])
        return
    api.post(f"invocation/{request_id}/response", answer, content_type=content_type)


def main():
    count_output()
    set_up_logging()
    sys.path[0] = os.environ["LAMBDA_TASK_ROOT"]
    api = RuntimeApi(os.environ["AWS_LAMBDA_RUNTIME_API"])
    try:
        handler = load_handler(os.environ.get("_HANDLER", ""))
    except Exception as error:  # any exception of the module is reported
        failure = error_object(error, "")
        log_error(failure)
        api.post("init/error", WRITER.write(failure), failure["errorType"])
        sys.exit(1)
    while True:
        serve_one(api, handler)


main()
