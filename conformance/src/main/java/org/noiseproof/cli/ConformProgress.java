package org.noiseproof.cli;

import org.noiseproof.check.Check;
import org.noiseproof.conformance.CheckResult;
import org.noiseproof.conformance.Conformance;

/** Shows how a conformance run goes on. */
record ConformProgress(String subject, Progress progress) implements Conformance.Listener {
  @Override
  public void running(Check check, int n, int all) {
    progress.running(check.id() + " on " + subject, n, all);
  }

  @Override
  public void finished(CheckResult result) {}
}
