package dev.countersign.cli;

import java.io.PrintWriter;

/** How results are told. */
interface Output {
  /** Tells of one. */
  void add(Result result);

  /** Nothing more comes. */
  void end();

  /** What could not be judged, in a sentence, where no verdict is expected. */
  static void complain(Result.NotJudged result, PrintWriter err) {
    err.println(
        "Could not verify "
            + PlainOutput.visible(result.input())
            + ": "
            + PlainOutput.visible(result.why())
            + ".");
    err.flush();
  }
}
