package org.noiseproof.zoo;

import org.noiseproof.backend.Backend;
import org.noiseproof.spec.Spec;

/**
 * A wrong implementation.
 *
 * @param name a short slug: {@code clip-after-averaging}
 * @param wrong what is wrong, one sentence
 * @param pretends the kind of spec it claims to implement
 * @param backend implements that kind alone, wrongly
 */
public record Specimen(
    String name, String wrong, Class<? extends Spec> pretends, Backend backend) {}
