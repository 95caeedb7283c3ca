package dev.postern.testing;

import java.util.UUID;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * A Node.js function that streams what its event describes.
 *
 * <ul>
 *   <li>{@code metadata} comes first, then {@code parts}; {@code signal} is a URL that is called
 *       after each part;
 *   <li>{@code megabytes} of {@code x} come last; then the URL {@code done} is called;
 *   <li>{@code fail} is {@code before} or {@code after}: the function fails before or after all of
 *       this.
 * </ul>
 *
 * <p>Behind an API the event is the body. The handler {@code index.plain} does not stream.
 */
public final class StreamingFunction {
  private static final String CODE =
      """
      const http = require('node:http');
      const told = (url) => new Promise((done) => http.get(url, (answer) => { answer.resume(); answer.on('end', done); }));
      const asked = (event) => event.httpMethod === undefined ? event : JSON.parse(event.body ?? '{}');
      exports.handler = awslambda.streamifyResponse(async (event, out) => {
        const ask = asked(event);
        if (ask.fail === 'before') throw new RangeError('early');
        if (ask.metadata) out = awslambda.HttpResponseStream.from(out, ask.metadata);
        if (ask.raw) out.write(Buffer.from(ask.raw, 'base64'));
        for (const part of ask.parts ?? []) {
          out.write(part);
          if (ask.signal) await told(ask.signal);
        }
        if (ask.fail === 'after') throw new RangeError('late');
        if (ask.megabytes) {
          const { Readable } = require('node:stream');
          const { pipeline } = require('node:stream/promises');
          const megabyte = Buffer.alloc(1048576, 'x');
          console.log('writing');
          await pipeline(Readable.from((function* () { for (let i = 0; i < ask.megabytes; i++) yield megabyte; })()), out);
          if (ask.done) await told(ask.done);
          return;
        }
        out.end();
      });
      exports.plain = async () => ({ statusCode: 200, body: 'plain' });
      """;

  private StreamingFunction() {}

  /** Creates a function and returns its name. Skips the test visibly if there is no Node.js. */
  public static String create(LambdaClient lambda, String handler) {
    NodeFunction.assumeNode();
    String name = "stream-" + UUID.randomUUID();
    lambda.createFunction(r ->
        r.functionName(name)
            .runtime("nodejs22.x")
            .handler(handler)
            .role("arn:aws:iam::000000000000:role/any")
            .timeout(30)
            .code(c -> c.zipFile(Zips.of("index.js", CODE))));
    return name;
  }
}
