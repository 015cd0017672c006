package org.noiseproof.fast.gpu;

/**
 * The estimators that are sums of rows, each row as it is, clipped entry by entry, or rescaled by
 * its norm.
 *
 * @param careful whether the host decides the factors that kernels are in doubt of
 */
record RowEstimates(DeviceBatch batch, GpuMemory memory, boolean careful) {

  private int n() {
    return batch.samples();
  }

  private int d() {
    return batch.dimension();
  }

  private GpuArray sum(String kernel, Groups groups, double divisor, Object... more) {
    return new RowSums(memory, batch.format())
        .over(
            Program.ROWS,
            batch.format().kernel(kernel),
            batch.values(),
            n(),
            d(),
            groups,
            divisor,
            more);
  }

  private RescaledRows rescaling() {
    return RescaledRows.of(memory, batch.format(), careful);
  }

  GpuArray mean() {
    return sum("rows_sum", Groups.whole(n()), n());
  }

  GpuArray coordinateClip(double threshold) {
    Object bound = batch.format().argument(threshold);
    return sum("rows_clipped_sum", Groups.whole(n()), n(), bound);
  }

  GpuArray rescaled(RowFactor factor) {
    return factor.leavesAll() ? mean() : rescaling().sum(batch.values(), n(), d(), factor, n());
  }

  /** m/‖m‖ = Σ g_k/‖Σ g_k‖. */
  GpuArray normalized() {
    GpuArray whole = sum("rows_sum", Groups.whole(n()), 1);
    return rescaling().sum(whole, 1, d(), new RowFactor.Normalize(), 1);
  }

  /**
   * A group's mean m of B rows, clipped to τ and weighted by B, is its sum s = B m clipped to B τ.
   */
  GpuArray microBatchClip(double threshold, int size) {
    Groups groups = Groups.ofSize(n(), size);
    int rest = n() - (groups.count() - 1) * groups.size();
    RowFactor clip = new RowFactor.ClipSums(threshold, groups.size(), rest, groups.count());
    return clip.leavesAll()
        ? mean()
        : rescaling().sum(sum("rows_sum", groups, 1), groups.count(), d(), clip, n());
  }

  /** Two passes over memory: every norm must be known before the first row is clipped. */
  GpuArray quantileClip(int rank) {
    GpuArray squares = rescaling().squares(batch.values(), n(), d());
    GpuArray square = ColumnEstimates.selected(memory, squares, n(), rank - 1);
    RowFactor clip = new RowFactor.ClipAtRoot(square);
    return rescaling().twice(batch.values(), n(), d(), squares, clip, n());
  }
}
