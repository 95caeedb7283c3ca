package dev.postern.bench;

/** What all measurements of a run share. */
record Run(Options options, Workshop workshop, Rounds rounds, Report report, Progress progress) {}
