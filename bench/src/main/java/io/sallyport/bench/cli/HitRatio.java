package io.sallyport.bench.cli;

import io.sallyport.contract.ByteSize;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How often the memory tier has what is asked for, when few things are asked for often and many seldom (Zipf). Arguments:
 * a file for the trace, one number on each line, for a simulator; objects (1000000); exponent (0.9); requests (5000000);
 * megabytes (64).
 */
public final class HitRatio {
    private HitRatio() {}

    public static void main(String[] args) throws IOException {
        int objects = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
        double exponent = args.length > 2 ? Double.parseDouble(args[2]) : 0.9;
        int requests = args.length > 3 ? Integer.parseInt(args[3]) : 5_000_000;
        int mebibytes = args.length > 4 ? Integer.parseInt(args[4]) : 64;
        double[] upTo = shares(objects, exponent);
        StoredObjects stored = new StoredObjects(ByteSize.ofMiB(mebibytes), 1024);
        SplittableRandom random = new SplittableRandom(42);
        long hits = 0;
        try (PrintWriter trace = new PrintWriter(Files.newBufferedWriter(Path.of(args[0])))) {
            for (int i = 0; i < requests; i++) {
                int number = draw(upTo, random);
                trace.println(number);
                hits += stored.ask(number) ? 1 : 0;
            }
        }
        System.out.printf(
                "%d requests for %d objects, exponent %.2f: %.2f %% hits with room for %d%n",
                requests, objects, exponent, 100.0 * hits / requests, stored.kept());
    }

    /** Which object a number between 0 and 1 stands for. */
    private static int draw(double[] upTo, SplittableRandom random) {
        int found = Arrays.binarySearch(upTo, random.nextDouble());
        return found >= 0 ? found : -found - 1;
    }

    private static double[] shares(int objects, double exponent) {
        double[] upTo = new double[objects];
        double sum = 0;
        for (int i = 0; i < objects; i++) {
            sum += 1 / Math.pow(i + 1, exponent);
            upTo[i] = sum;
        }
        for (int i = 0; i < objects; i++) {
            upTo[i] /= sum;
        }
        upTo[objects - 1] = 1;
        return upTo;
    }
}
