package org.noiseproof.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The value that a hyperparameter takes where the JSON form leaves it out. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
  /**
   * The value, as a JSON number, boolean, or "Infinity"; of a schedule, the type of one without
   * hyperparameters.
   */
  String value();
}
