package dev.postern.aws;

/**
 * The account and region whose state a control-plane call reads and changes. Accounts and regions
 * share no state.
 */
public record Caller(AccountId account, Region region) {}
