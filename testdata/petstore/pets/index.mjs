// GET /pets and GET /pets/{id}: a proxy function, given the whole request and answering the whole response.

const stores = {
  test: [
    { id: 1, kind: "dog", name: "Testy" },
    { id: 2, kind: "cat", name: "Mocka" },
  ],
  live: [
    { id: 1, kind: "dog", name: "Rex" },
    { id: 2, kind: "cat", name: "Mia" },
    { id: 3, kind: "dog", name: "Bo" },
  ],
};

const pets = stores[process.env.STORE];

const answer = (statusCode, body) => ({
  statusCode,
  headers: { "Content-Type": "application/json", "Access-Control-Allow-Origin": "*" },
  body: JSON.stringify(body),
});

export const handler = async (event) => {
  console.log(event.httpMethod, event.path);
  const id = event.pathParameters?.id;
  if (id !== undefined) {
    const pet = pets.find((candidate) => candidate.id === Number(id));
    return pet ? answer(200, pet) : answer(404, { message: `No pet ${id}` });
  }
  const kind = event.queryStringParameters?.kind;
  return answer(
    200,
    pets.filter((pet) => kind === undefined || pet.kind === kind),
  );
};
