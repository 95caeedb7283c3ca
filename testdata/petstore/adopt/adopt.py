"""POST /pets/{id}/adoption: not a proxy. API Gateway's templates make its event and read its answer."""

ADOPTABLE = {"1", "2"}


def handler(event, context):
    pet = event["pet"]
    if pet not in ADOPTABLE:
        raise LookupError(f"Not for adoption: pet {pet}")
    return {"pet": pet, "owner": event["owner"], "papers": f"/pets/{pet}/papers"}
