package org.noiseproof.check;

/**
 * A demand on an implementation that any case can refute.
 *
 * @param id permanent: {@code law/adam/sign-symmetry}, {@code vector/adam/first-step}, {@code
 *     criterion/B/per_sample_clip}
 * @param demand what is demanded, one sentence
 * @param type the spec type it is about, as in JSON: {@code adam}
 * @param gates whether a case that breaks the demand makes the verdict VIOLATED, or is only
 *     reported
 * @param cases where its cases come from
 * @param test decides one case
 */
public record Check(String id, String demand, String type, boolean gates, Cases cases, Test test) {

  /** The first two parts of the id: {@code law/adam}, {@code criterion/B}. */
  public String folder() {
    return id.substring(0, id.indexOf('/', id.indexOf('/') + 1));
  }

  /**
   * Whether an id is the given one, or one in a folder of that name: {@code law/adam}, {@code
   * law/adam/}.
   */
  public static boolean isNamed(String idOrFolder, String id) {
    return id.equals(idOrFolder)
        || id.startsWith(idOrFolder.endsWith("/") ? idOrFolder : idOrFolder + "/");
  }

  /** Decides one case on a subject. */
  @FunctionalInterface
  public interface Test {
    /**
     * The outcome.
     *
     * @throws NotImplemented where the subject does not implement what the case needs
     */
    Outcome run(Subject subject, Case input);
  }

  /**
   * The subject died, did not answer in time, or answered what is no answer: no verdict on what was
   * asked can be had. What is left of the run goes on.
   */
  public static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what happened, and on what. */
    public Broken(String what) {
      super(what, null, false, false);
    }
  }

  /** The subject does not implement a spec, or does not open what a check has to see. */
  public static final class NotImplemented extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what is missing. */
    public NotImplemented(String missing) {
      super(missing, null, false, false);
    }
  }
}
