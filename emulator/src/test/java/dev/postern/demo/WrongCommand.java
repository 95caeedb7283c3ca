package dev.postern.demo;

import java.io.Serial;

/** A command line that the CLI would refuse, or that this program does not understand. */
final class WrongCommand extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  WrongCommand(String message) {
    super(message);
  }
}
