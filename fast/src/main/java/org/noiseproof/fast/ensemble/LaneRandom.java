package org.noiseproof.fast.ensemble;

import java.util.Arrays;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.noiseproof.fast.LaneChoice;
import org.noiseproof.fast.LaneElementary;
import org.noiseproof.random.RandomStream;
import org.noiseproof.random.Streams;

/** Random numbers of all lanes, each lane from its own replicate's stream, bit by bit. */
sealed interface LaneRandom {

  /** {@link RandomStream#nextIndex} of every lane. */
  void indices(int bound, long[] into);

  /** {@link RandomStream#nextNormal} of every lane; not after an odd number of indices. */
  void normals(double[] into);

  /** Of the replicates from first on, from the beginning of their streams. */
  static LaneRandom of(Streams streams, long first, int lanes) {
    return LaneChoice.ofThisMachine().bits() == 0
        ? LaneByLane.of(streams, first, lanes)
        : Vectors.of(streams, first, lanes);
  }

  /** Stream by stream, where there is no Vector API. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record LaneByLane(RandomStream[] streams) implements LaneRandom {

    static LaneByLane of(Streams streams, long first, int lanes) {
      RandomStream[] each = new RandomStream[lanes];
      Arrays.setAll(each, l -> streams.replicate(first + l));
      return new LaneByLane(each);
    }

    @Override
    public void indices(int bound, long[] into) {
      for (int l = 0; l < into.length; l++) {
        into[l] = streams[l].nextIndex(bound);
      }
    }

    @Override
    public void normals(double[] into) {
      for (int l = 0; l < into.length; l++) {
        into[l] = streams[l].nextNormal();
      }
    }
  }

  /** By the Vector API. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Vectors(LaneStream stream, LaneElementary elementary, double[] angle)
      implements LaneRandom {
    private static final long WORD = 0xFFFFFFFFL;

    static Vectors of(Streams streams, long first, int lanes) {
      return new Vectors(
          new LaneStream(streams, first, lanes), new LaneElementary(lanes), new double[lanes]);
    }

    /** ⌊nb/2⁶⁴⌋ for b = 2³²h + l: ⌊(nh + ⌊nl/2³²⌋)/2³²⌋, and nothing overflows. */
    @Override
    public void indices(int bound, long[] into) {
      long[] bits = stream.next();
      LongVector word = LongVector.broadcast(LaneStream.BITS, WORD);
      LongVector factor = LongVector.broadcast(LaneStream.BITS, bound).and(word);
      for (int l = 0; l < into.length; l += LaneStream.WIDTH) {
        LongVector b = LongVector.fromArray(LaneStream.BITS, bits, l);
        LongVector low = b.and(word).mul(factor).lanewise(VectorOperators.LSHR, Integer.SIZE);
        b.lanewise(VectorOperators.LSHR, Integer.SIZE)
            .and(word)
            .mul(factor)
            .add(low)
            .lanewise(VectorOperators.LSHR, Integer.SIZE)
            .intoArray(into, l);
      }
    }

    @Override
    public void normals(double[] into) {
      long[][] numbers = stream.nextTwo();
      LaneStream.uniforms(numbers[0], into);
      elementary.log(into, into);
      LaneStream.uniforms(numbers[1], angle);
      for (int l = 0; l < angle.length; l++) {
        angle[l] = 2 * Math.min(angle[l], 1 - angle[l]);
      }
      LaneElementary.cosPi(angle, angle);
      for (int l = 0; l < into.length; l++) {
        into[l] = Math.sqrt(-2 * into[l]) * angle[l];
      }
    }
  }
}
