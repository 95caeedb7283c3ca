package dev.postern.deploy.rest;

/** The access control of a method, compiled as far as it does not depend on the stage. */
@FunctionalInterface
interface CompiledAccess {
  /** Everybody may call the method. */
  CompiledAccess OPEN = _ -> MethodAccess.OPEN;

  /** Returns the phases for requests on a stage. */
  MethodAccess bind(StageBinding stage);
}
