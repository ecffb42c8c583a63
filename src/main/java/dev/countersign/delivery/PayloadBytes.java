package dev.countersign.delivery;

import java.util.Arrays;
import net.jpountz.lz4.LZ4CompressorWithLength;
import net.jpountz.lz4.LZ4DecompressorWithLength;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;

/**
 * Payloads as the table keeps them, a third of their size: a byte that says how, the length in four
 * bytes, and an LZ4 block. That takes less time than writing what it saves.
 */
final class PayloadBytes {
  /** No JSON object begins so; rows of earlier versions are JSON as it came. */
  private static final byte LZ4 = 1;

  private static final LZ4CompressorWithLength COMPRESSOR =
      new LZ4CompressorWithLength(LZ4Factory.fastestInstance().fastCompressor());
  private static final LZ4DecompressorWithLength DECOMPRESSOR =
      new LZ4DecompressorWithLength(LZ4Factory.fastestInstance().safeDecompressor());

  private PayloadBytes() {}

  /** Compresses the JSON text of a payload. */
  static byte[] pack(byte[] payload) {
    byte[] packed = new byte[1 + COMPRESSOR.maxCompressedLength(payload.length)];
    packed[0] = LZ4;
    int length = COMPRESSOR.compress(payload, 0, payload.length, packed, 1);
    return Arrays.copyOf(packed, 1 + length);
  }

  /** The JSON text; of what the disk damaged, something that is none. */
  static byte[] unpack(byte[] kept) {
    if (kept.length == 0 || kept[0] != LZ4) {
      return kept;
    }
    try {
      return DECOMPRESSOR.decompress(kept, 1);
    } catch (LZ4Exception | IndexOutOfBoundsException e) {
      return kept;
    }
  }
}
