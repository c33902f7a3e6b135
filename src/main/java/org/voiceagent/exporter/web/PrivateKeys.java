package org.voiceagent.exporter.web;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * Reads the private key of a certificate in every form that OpenSSL writes: PKCS #8 (RFC 5958), and
 * the older forms of RSA (RFC 8017, appendix A) and EC (RFC 5915), which Java reads only when they
 * are wrapped into PKCS #8.
 */
final class PrivateKeys {
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

  private static final Set<String> OLDER = Set.of("RSA PRIVATE KEY", "EC PRIVATE KEY");
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final byte[] VERSION_0 = {0x02, 0x01, 0x00};

  private PrivateKeys() {}

  /**
   * The key in a file.
   *
   * @param owner the public key of the certificate
   * @throws PemException if there is none, or it belongs to another certificate; the message says
   *     what to do
   */
  static PrivateKey read(Path file, PublicKey owner) throws PemException {
    for (Pem.Block block : Pem.blocks(file)) {
      boolean older = OLDER.contains(block.label());
      if (block.label().equals("ENCRYPTED PRIVATE KEY")
          || (older && block.text().contains("ENCRYPTED"))) {
        throw encrypted(file);
      }
      if (older || block.label().equals("PRIVATE KEY")) {
        byte[] key = block.bytes();
        return checked(file, older ? wrapped(key, owner) : key, owner);
      }
    }
    throw new PemException(file + " has no private key");
  }

  private static PemException encrypted(Path file) {
    return new PemException(
        file + " is encrypted; decrypt it with: openssl pkey -in FILE -out FILE");
  }

  private static PrivateKey checked(Path file, byte[] pkcs8, PublicKey owner) throws PemException {
    String signing = SIGNATURES.get(owner.getAlgorithm());
    if (signing == null) {
      throw new PemException(
          owner.getAlgorithm() + " keys are not supported; use RSA, EC or Ed25519");
    }
    try {
      PrivateKey key =
          KeyFactory.getInstance(owner.getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      Signature signature = Signature.getInstance(signing);
      signature.initSign(key);
      signature.update(VERSION_0);
      byte[] signed = signature.sign();
      signature.initVerify(owner);
      signature.update(VERSION_0);
      if (signature.verify(signed)) {
        return key;
      }
    } catch (GeneralSecurityException | IllegalArgumentException notOfThisKind) {
      throw new PemException(
          file + " has no " + owner.getAlgorithm() + " key, which the certificate requires");
    }
    throw new PemException(file + " belongs to another certificate");
  }

  /**
   * A PKCS #8 document around a key of an older form. The certificate already contains algorithm
   * and curve in the required encoding.
   */
  private static byte[] wrapped(byte[] inner, PublicKey owner) {
    byte[] algorithm = firstElement(owner.getEncoded());
    return element(SEQUENCE, VERSION_0, algorithm, element(OCTETS, inner));
  }

  /** The first element inside a DER sequence, including its header. */
  private static byte[] firstElement(byte[] sequence) {
    int start = contentAt(sequence, 0);
    return Arrays.copyOfRange(
        sequence, start, contentAt(sequence, start) + length(sequence, start));
  }

  private static int contentAt(byte[] der, int element) {
    int first = der[element + 1] & 0xff;
    return element + 2 + (first < 0x80 ? 0 : first - 0x80);
  }

  private static int length(byte[] der, int element) {
    int first = der[element + 1] & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = element + 2; i < contentAt(der, element); i++) {
      length = (length << 8) | (der[i] & 0xff);
    }
    return length;
  }

  private static byte[] element(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    int length = content.size();
    if (length < 0x80) {
      element.write(length);
    } else {
      int bytes = length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
      element.write(0x80 + bytes);
      for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
        element.write(length >> shift);
      }
    }
    element.writeBytes(content.toByteArray());
    return element.toByteArray();
  }
}
