package org.noiseproof.claim;

/**
 * A constant of a claim.
 *
 * @param symbol as in the statement, LaTeX
 * @param definition what it is, LaTeX or words
 */
public record Constant(String symbol, String definition) {}
