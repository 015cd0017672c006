package org.noiseproof.theory;

import org.noiseproof.margin.MarginProblem;
import org.noiseproof.matrix.Matrix;
import org.noiseproof.spec.NormSpec;

/**
 * A maximum margin that is known, with the two points that prove it: m(V)/‖V‖ = γ = ‖A p‖_*. Nobody
 * has to trust γ, V or p: the two sides are computed from them.
 *
 * @param instance which data: {@code "E2(1, 2, 4)"}
 * @param problem the data
 * @param norm of W
 * @param margin γ = max {m(W) : ‖W‖ ≤ 1}
 * @param direction V, a max-margin direction at any length
 * @param weights p, N of them, a best weighting of the pairs
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record KnownMargin(
    String instance,
    MarginProblem problem,
    NormSpec norm,
    double margin,
    Matrix direction,
    double[] weights) {}
