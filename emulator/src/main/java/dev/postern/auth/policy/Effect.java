package dev.postern.auth.policy;

/** The effect of a statement that applies. */
public enum Effect {
  ALLOW,
  DENY
}
