package dev.postern.report;

import dev.postern.aws.Caller;

/** A log group of an account in a region, such as {@code /aws/lambda/pets}. */
public record LogGroup(Caller owner, String name) {}
