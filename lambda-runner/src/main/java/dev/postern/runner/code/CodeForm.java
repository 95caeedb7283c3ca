package dev.postern.runner.code;

/** In which form a sandbox engine wants code. */
public enum CodeForm {
  /** A folder that sandboxes on this machine share. */
  FOLDER,
  /** A tar file to send to an engine that may be elsewhere. */
  ARCHIVE
}
