package dev.countersign;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import dev.countersign.config.ServerConfig;
import java.util.logging.LogManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOP_FallbackServiceProvider;

/** The log: a line for people or a JSON object for machines. */
final class Logging {
  /**
   * Each line says of which delivery, installation, repository, tag and commit it speaks. Foreign
   * text cannot begin a line of its own: control characters are blanks, and so are line separators;
   * each line of a stack trace is set in.
   */
  private static final String PATTERN =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level "
          + "%replace(%msg %mdc){'[\\p{Cntrl}\u0085\u2028\u2029]+',' '}%n"
          + "%replace(%replace(%ex){'[\\p{Cntrl}&&[^\\n\\t]]',' '}){'(?m)^(?=.)','    '}";

  private Logging() {}

  /**
   * Nothing is logged in this process: a command says on standard error what there is to say. To be
   * called before anything has a logger; then Logback is not even loaded.
   */
  static void turnOff() {
    System.setProperty("slf4j.provider", NOP_FallbackServiceProvider.class.getName());
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    LogManager.getLogManager().reset();
  }

  /** Logs on standard output or standard error; replaces whatever was configured before. */
  static void configure(ServerConfig.Log config, ConsoleTarget target) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setTarget(target.getName());
    appender.setEncoder(encoder(config.format(), context));
    appender.start();
    ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    root.setLevel(Level.WARN);
    context.getLogger("dev.countersign").setLevel(Level.toLevel(config.level().name()));
  }

  static Encoder<ILoggingEvent> encoder(ServerConfig.Log.Format format, LoggerContext context) {
    return switch (format) {
      case TEXT -> {
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setContext(context);
        text.setPattern(PATTERN);
        text.start();
        yield text;
      }
      case JSON -> {
        JsonEncoder json = new JsonEncoder();
        json.setContext(context);
        json.setWithFormattedMessage(true);
        json.setWithMessage(false);
        json.setWithArguments(false);
        json.setWithSequenceNumber(false);
        json.setWithNanoseconds(false);
        json.setWithContext(false);
        json.start();
        yield json;
      }
    };
  }
}
