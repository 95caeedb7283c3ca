package dev.postern.report;

import java.time.Instant;

/**
 * One event of a log.
 *
 * @param stream in AWS's form
 * @param message may contain line breaks
 */
public record LogEvent(String stream, Instant time, String message) {}
