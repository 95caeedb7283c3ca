package dev.postern.runner.code;

/** Form in which a sandbox engine takes code. */
public enum CodeForm {
  /** A folder that the sandboxes on this machine share. */
  FOLDER,
  /** A tar file to send to an engine that may run on another machine. */
  ARCHIVE
}
