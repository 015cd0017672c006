package org.noiseproof.dialect;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a choice on an {@link Axis} means. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Says {
  /** The formula in a line: {@code θ ← θ − η m̂/(√v̂ + ε)}. */
  String value();

  /** Who speaks so, as far as we have seen it in source or by running it. */
  String[] by() default {};
}
