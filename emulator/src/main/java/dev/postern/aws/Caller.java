package dev.postern.aws;

/** Whose state a control-plane call works on: accounts and regions are separate worlds. */
public record Caller(AccountId account, Region region) {}
