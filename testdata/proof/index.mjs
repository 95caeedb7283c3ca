// The functions of scripts/proof: one handler for each way in which API Gateway calls a function.

// Not a proxy: templates make the event and read the answer.
export const plain = async ({ pet, walks }) => {
  if (pet === "Tom") throw new Error("Not found: Tom is out");
  console.log(`${pet} walked`);
  return { pet, walks: walks + 1 };
};

// A proxy: the whole request comes, the whole response goes.
export const proxy = async (event) => ({
  statusCode: 201,
  headers: { "Content-Type": "application/json", "X-Pet": event.pathParameters.id },
  multiValueHeaders: { "Set-Cookie": ["a=1", "b=2"] },
  body: JSON.stringify({
    path: event.path,
    query: event.multiValueQueryStringParameters,
    stage: event.requestContext.stage,
    body: event.body,
  }),
});

// A proxy of binary media types: bytes come and go in base64.
export const bytes = async ({ body, isBase64Encoded }) => ({
  statusCode: isBase64Encoded ? 200 : 400,
  headers: { "Content-Type": "image/png" },
  body,
  isBase64Encoded,
});

// A streaming proxy: sends its last part only after what the stage variable "gate" names has answered.
export const stream =
  globalThis.awslambda?.streamifyResponse(async (event, out) => {
    const answer = awslambda.HttpResponseStream.from(out, {
      statusCode: 200,
      headers: { "Content-Type": "text/plain" },
    });
    answer.write("first\n");
    await fetch(`${process.env.AWS_ENDPOINT_URL}${event.stageVariables.gate}`);
    answer.write("last\n");
    answer.end();
  });
