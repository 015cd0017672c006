package org.noiseproof.fast.gpu;

/**
 * What has gone between host and device so far.
 *
 * @param copiesIn copies to the device
 * @param bytesIn what they held
 * @param copiesOut copies from the device
 * @param bytesOut what they held
 * @param launches kernels launched
 * @param bytesHeld allocated on the device now
 * @param bytesPeak the most that ever were
 * @param fallbacks answers that the exact reference gave, where a kernel could not vouch for its
 *     own
 */
public record Traffic(
    long copiesIn,
    long bytesIn,
    long copiesOut,
    long bytesOut,
    long launches,
    long bytesHeld,
    long bytesPeak,
    long fallbacks) {}
