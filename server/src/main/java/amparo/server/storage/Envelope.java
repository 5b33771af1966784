package amparo.server.storage;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Date;
import org.bouncycastle.bcpg.CompressionAlgorithmTags;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPCompressedData;
import org.bouncycastle.openpgp.PGPCompressedDataGenerator;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPBEEncryptedData;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPDigestCalculatorProviderBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcePBEDataDecryptorFactoryBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcePBEKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.jcajce.JcePGPDataEncryptorBuilder;

/**
 * The OpenPGP message around a backup: AES-256 with the integrity check of RFC 4880, the key from
 * the passphrase by the longest iteration the format knows (65 million bytes of SHA-512). {@code
 * gpg --decrypt} opens it, so nobody is ever locked out for want of this program.
 */
final class Envelope {
    /** The iteration count as RFC 4880, section 3.7.1.3, codes it: 65011712. */
    private static final int SLOWEST = 0xff;

    private static final int BUFFER = 1 << 16;
    private static final int COMPRESSION = 3;

    private Envelope() {}

    /** Everything written to the result is sealed; closing it ends the message, not the target. */
    static OutputStream seal(OutputStream target, char[] passphrase) throws IOException {
        try {
            PGPEncryptedDataGenerator encrypted =
                    new PGPEncryptedDataGenerator(
                            new JcePGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256)
                                    .setWithIntegrityPacket(true)
                                    .setSecureRandom(new SecureRandom()));
            encrypted.addMethod(
                    new JcePBEKeyEncryptionMethodGenerator(
                            passphrase,
                            new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA512),
                            SLOWEST));
            PGPCompressedDataGenerator compressed =
                    new PGPCompressedDataGenerator(CompressionAlgorithmTags.ZIP, COMPRESSION);
            PGPLiteralDataGenerator literal = new PGPLiteralDataGenerator();
            OutputStream cipher = encrypted.open(target, new byte[BUFFER]);
            OutputStream plain =
                    literal.open(
                            compressed.open(cipher, new byte[BUFFER]),
                            PGPLiteralData.BINARY,
                            "amparo-backup.tar",
                            new Date(),
                            new byte[BUFFER]);
            return new Sealing(plain, literal, compressed, encrypted);
        } catch (PGPException impossible) {
            throw new IOException(impossible);
        }
    }

    /**
     * Opens a message.
     *
     * @throws StorageException if it is no such message or the passphrase is wrong
     */
    static Opened open(InputStream source, char[] passphrase) throws IOException {
        PGPPBEEncryptedData encrypted = encryptedData(source);
        try {
            JcaPGPDigestCalculatorProviderBuilder digests =
                    new JcaPGPDigestCalculatorProviderBuilder();
            InputStream compressed =
                    encrypted.getDataStream(
                            new JcePBEDataDecryptorFactoryBuilder(digests.build())
                                    .build(passphrase));
            Object inner = new BcPGPObjectFactory(compressed).nextObject();
            if (inner instanceof PGPCompressedData packed) {
                InputStream unpacked = new BufferedInputStream(packed.getDataStream(), BUFFER);
                Object literal = new BcPGPObjectFactory(unpacked).nextObject();
                if (literal instanceof PGPLiteralData data) {
                    return new Opened(data.getInputStream(), unpacked, encrypted);
                }
            }
        } catch (PGPException | IOException | RuntimeException wrongKey) {
            throw new StorageException(Problem.PASSPHRASE_WRONG, wrongKey);
        }
        throw new StorageException(Problem.PASSPHRASE_WRONG, null);
    }

    private static PGPPBEEncryptedData encryptedData(InputStream source) {
        try {
            Object first = new BcPGPObjectFactory(source).nextObject();
            if (first instanceof PGPEncryptedDataList list
                    && list.size() == 1
                    && list.get(0) instanceof PGPPBEEncryptedData encrypted
                    && encrypted.isIntegrityProtected()) {
                return encrypted;
            }
            throw new StorageException(Problem.BACKUP_NOT_A_BACKUP, null);
        } catch (IOException noPackets) {
            throw new StorageException(Problem.BACKUP_NOT_A_BACKUP, noPackets);
        } catch (StorageException told) {
            throw told;
        } catch (RuntimeException noPackets) {
            throw new StorageException(Problem.BACKUP_NOT_A_BACKUP, noPackets);
        }
    }

    /** The content of a message that was opened. */
    record Opened(InputStream content, InputStream outer, PGPPBEEncryptedData encrypted) {
        /** Reads to the end and makes sure that not one byte was changed or is missing. */
        void verify() throws IOException {
            content.transferTo(OutputStream.nullOutputStream());
            outer.transferTo(OutputStream.nullOutputStream());
            try {
                if (!encrypted.verify()) {
                    throw new IOException("the checksum of the encryption does not match");
                }
            } catch (PGPException broken) {
                throw new IOException(broken.getMessage(), broken);
            }
        }
    }

    /** Ends the nested packets in their order. */
    private static final class Sealing extends OutputStream {
        private final OutputStream plain;
        private final PGPLiteralDataGenerator literal;
        private final PGPCompressedDataGenerator compressed;
        private final PGPEncryptedDataGenerator encrypted;

        Sealing(
                OutputStream plain,
                PGPLiteralDataGenerator literal,
                PGPCompressedDataGenerator compressed,
                PGPEncryptedDataGenerator encrypted) {
            this.plain = plain;
            this.literal = literal;
            this.compressed = compressed;
            this.encrypted = encrypted;
        }

        @Override
        public void write(int b) throws IOException {
            plain.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            plain.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            literal.close();
            compressed.close();
            encrypted.close();
        }
    }
}
