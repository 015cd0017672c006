/**
 * What gradient noise does along the orbits of a symmetry. For any {@link
 * org.noiseproof.loss.SampleLoss} with a {@link org.noiseproof.loss.Symmetry} and a {@link
 * org.noiseproof.loss.Population}:
 *
 * <ul>
 *   <li>{@link org.noiseproof.symmetry.Invariance}: whether the loss has the symmetry;
 *   <li>{@link org.noiseproof.symmetry.GradientNoise}: mean, second moment and covariance of the
 *       gradient of one sample or of a batch;
 *   <li>{@link org.noiseproof.symmetry.ChargeDrift}: by how much one step of SGD moves the charge
 *       on average, exactly;
 *   <li>{@link org.noiseproof.symmetry.Orbit}: force, charge and E‖ĝ‖² along an orbit, and where on
 *       it the drift vanishes, an {@link org.noiseproof.symmetry.OrbitEquilibrium};
 *   <li>{@link org.noiseproof.symmetry.Sharpness}: the Hessian's trace and largest eigenvalue, and
 *       the flattest point of an orbit;
 *   <li>{@link org.noiseproof.symmetry.PathTree}: expectations over every path of a few steps.
 * </ul>
 *
 * <p>All of it is pure functions of plain doubles; every expectation is a finite sum.
 */
@NullMarked
package org.noiseproof.symmetry;

import org.jspecify.annotations.NullMarked;
