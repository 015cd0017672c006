package org.noiseproof.spec;

/**
 * What to compute, as data: an immutable record with its hyperparameters. Backends realise it;
 * claims and conformance quantify over it. Its JSON form is what {@link SpecJson} reads and writes.
 */
public sealed interface Spec permits EstimatorSpec, NormSpec, OptimizerSpec, ScheduleSpec {}
