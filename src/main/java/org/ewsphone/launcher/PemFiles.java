package org.ewsphone.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate chain and its private key, as Tomcat reads them.
 *
 * @param certificate the chain, the server's own certificate first
 * @param key the key: PKCS #8, not encrypted
 */
record PemFiles(Path certificate, Path key) {

    private static final Pattern PRIVATE_KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    /** The server's own certificate. */
    X509Certificate read() throws IOException, GeneralSecurityException {
        try (InputStream content = Files.newInputStream(certificate)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(content).stream()
                    .map(X509Certificate.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new GeneralSecurityException("it holds no certificate"));
        }
    }

    /** Whether the key is the one that the certificate was made for. */
    boolean belongTogether() throws IOException, GeneralSecurityException {
        PublicKey publicKey = read().getPublicKey();
        PrivateKey privateKey = readKey(publicKey.getAlgorithm());
        byte[] challenge = "Is this the key of that certificate?".getBytes(StandardCharsets.US_ASCII);
        Signature signature = signature(publicKey.getAlgorithm());
        signature.initSign(privateKey);
        signature.update(challenge);
        byte[] signed = signature.sign();
        signature.initVerify(publicKey);
        signature.update(challenge);
        return signature.verify(signed);
    }

    PrivateKey readKey(String algorithm) throws IOException, GeneralSecurityException {
        Matcher pem = PRIVATE_KEY.matcher(Files.readString(key, StandardCharsets.ISO_8859_1));
        if (!pem.find()) {
            throw new GeneralSecurityException("it holds no PRIVATE KEY (PKCS #8, not encrypted)");
        }
        byte[] encoded = Base64.getMimeDecoder().decode(pem.group(1));
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    private static Signature signature(String algorithm) throws GeneralSecurityException {
        return Signature.getInstance(
                switch (algorithm) {
                    case "EC" -> "SHA256withECDSA";
                    case "RSA" -> "SHA256withRSA";
                    default -> algorithm;
                });
    }
}
