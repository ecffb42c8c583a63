package dev.countersign.verification;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import dev.countersign.simulation.sigstore.LocalSigstore;
import dev.sigstore.proto.bundle.v1.Bundle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Every single mutation of a bundle: each bit of each field of bytes, each character of each text,
 * numbers at their edges, fields removed and added, elements doubled, removed and reversed, and
 * each field taken from another valid bundle.
 */
final class BundleMutations {
  private static final String FLIPPED = " bit ";

  private final Bundle bundle;
  private final Bundle other;

  BundleMutations(Bundle bundle, Bundle other) {
    this.bundle = bundle;
    this.other = other;
  }

  /** Hands each mutant to {@code judge}, in an order that depends on the bundle's shape alone. */
  void each(Consumer<Mutant> judge) {
    mutate(
        "",
        bundle,
        other,
        (place, message) -> {
          if (!message.equals(bundle)) {
            judge.accept(
                new Mutant(
                    place,
                    place.contains(FLIPPED),
                    () -> LocalSigstore.json((Bundle) message).getBytes(UTF_8)));
          }
        });
  }

  private interface Sink {
    void accept(String place, Message mutant);
  }

  private static void mutate(String path, Message message, Message other, Sink sink) {
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      String place = path + "/" + field.getName();
      if (isPresent(other, field)) {
        sink.accept(place + " of another bundle", with(message, field, other.getField(field)));
      }
      if (!isPresent(message, field)) {
        addMissing(place, message, field, sink);
        continue;
      }
      sink.accept(place + " removed", message.toBuilder().clearField(field).build());
      if (field.isRepeated()) {
        mutateList(place, message, other, field, sink);
      } else {
        Object otherValue = isPresent(other, field) ? other.getField(field) : null;
        mutateValue(
            place,
            field,
            message.getField(field),
            otherValue,
            (where, value) -> sink.accept(where, with(message, field, value)));
      }
    }
  }

  /** A field that the bundle lacks; where it is one of several that exclude each other, instead. */
  private static void addMissing(String place, Message message, FieldDescriptor field, Sink sink) {
    if (field.isRepeated()) {
      for (Object element : samples(message.newBuilderForType(), field)) {
        sink.accept(place + " with an element", with(message, field, List.of(element)));
      }
    } else if (field.getJavaType() == JavaType.LONG || field.getJavaType() == JavaType.ENUM) {
      mutateValue(
          place,
          field,
          message.getField(field),
          null,
          (where, value) -> sink.accept(where, with(message, field, value)));
    } else {
      for (Object value : samples(message.newBuilderForType(), field)) {
        sink.accept(place + " added", with(message, field, value));
      }
    }
  }

  /** Values of a field: empty, and filled at every depth. */
  private static List<Object> samples(Message.Builder parent, FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case STRING -> List.of("", "a");
      case BYTE_STRING -> List.of(ByteString.EMPTY, ByteString.copyFrom(new byte[] {1}));
      case LONG -> List.of(1L);
      case ENUM -> List.of(field.getEnumType().getValues().get(1));
      case MESSAGE -> {
        Message.Builder filled = parent.newBuilderForField(field);
        for (FieldDescriptor inner : filled.getDescriptorForType().getFields()) {
          List<Object> values = samples(filled, inner);
          Object value = values.get(values.size() - 1);
          filled.setField(inner, inner.isRepeated() ? List.of(value) : value);
        }
        yield List.of(parent.newBuilderForField(field).build(), filled.build());
      }
      case INT, FLOAT, DOUBLE, BOOLEAN -> throw unexpected(field.getFullName());
    };
  }

  private static IllegalStateException unexpected(String place) {
    return new IllegalStateException("bundles had no such fields: " + place);
  }

  private static void mutateList(
      String place, Message message, Message other, FieldDescriptor field, Sink sink) {
    List<Object> values = new ArrayList<>((List<?>) message.getField(field));
    for (int i = 0; i < values.size(); i++) {
      int index = i;
      List<Object> fewer = new ArrayList<>(values);
      fewer.remove(index);
      sink.accept(place + "[" + i + "] removed", with(message, field, fewer));
      List<Object> more = new ArrayList<>(values);
      more.add(index, values.get(index));
      sink.accept(place + "[" + i + "] twice", with(message, field, more));
      for (Object foreign : (List<?>) other.getField(field)) {
        List<Object> swapped = new ArrayList<>(values);
        swapped.set(index, foreign);
        sink.accept(place + "[" + i + "] of another bundle", with(message, field, swapped));
        List<Object> both = new ArrayList<>(values);
        both.add(index, foreign);
        sink.accept(place + "[" + i + "] and another bundle's", with(message, field, both));
      }
      List<?> foreign = (List<?>) other.getField(field);
      mutateValue(
          place + "[" + i + "]",
          field,
          values.get(i),
          index < foreign.size() ? foreign.get(index) : null,
          (where, value) -> {
            List<Object> changed = new ArrayList<>(values);
            changed.set(index, value);
            sink.accept(where, with(message, field, changed));
          });
    }
    List<Object> reversed = new ArrayList<>(values);
    Collections.reverse(reversed);
    sink.accept(place + " reversed", with(message, field, reversed));
  }

  private interface Values {
    void accept(String place, Object value);
  }

  private static void mutateValue(
      String place, FieldDescriptor field, Object value, @Nullable Object other, Values sink) {
    switch (field.getJavaType()) {
      case MESSAGE -> {
        Message message = (Message) value;
        Message foreign = other == null ? message.getDefaultInstanceForType() : (Message) other;
        mutate(place, message, foreign, sink::accept);
      }
      case BYTE_STRING -> mutateBytes(place, (ByteString) value, sink);
      case STRING -> mutateText(place, (String) value, sink);
      case LONG -> mutateNumber(place, (Long) value, sink);
      case ENUM -> {
        for (EnumValueDescriptor otherwise : field.getEnumType().getValues()) {
          sink.accept(place + " = " + otherwise, otherwise);
        }
      }
      case INT, FLOAT, DOUBLE, BOOLEAN -> throw unexpected(place);
    }
  }

  private static void mutateBytes(String place, ByteString bytes, Values sink) {
    for (int bit = 0; bit < bytes.size() * 8; bit++) {
      byte[] flipped = bytes.toByteArray();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      sink.accept(place + FLIPPED + bit, ByteString.copyFrom(flipped));
    }
    sink.accept(place + " empty", ByteString.EMPTY);
    sink.accept(place + " longer", bytes.concat(ByteString.copyFrom(new byte[1])));
    sink.accept(place + " shorter", bytes.substring(0, Math.max(0, bytes.size() - 1)));
  }

  private static void mutateText(String place, String text, Values sink) {
    for (int i = 0; i < text.length(); i++) {
      for (int bit = 0; bit < 7; bit++) {
        char[] flipped = text.toCharArray();
        flipped[i] ^= (char) (1 << bit);
        sink.accept(place + " character " + i + FLIPPED + bit, new String(flipped));
      }
    }
    sink.accept(place + " empty", "");
    sink.accept(place + " longer", text + " ");
    sink.accept(place + " shorter", text.substring(0, Math.max(0, text.length() - 1)));
  }

  private static void mutateNumber(String place, long number, Values sink) {
    for (int bit = 0; bit < 64; bit++) {
      sink.accept(place + FLIPPED + bit, number ^ (1L << bit));
    }
    for (long edge :
        new long[] {0, 1, -1, number + 1, number - 1, -number, Long.MAX_VALUE, Long.MIN_VALUE}) {
      sink.accept(place + " = " + edge, edge);
    }
  }

  private static boolean isPresent(Message message, FieldDescriptor field) {
    if (field.isRepeated()) {
      return message.getRepeatedFieldCount(field) > 0;
    }
    return field.hasPresence()
        ? message.hasField(field)
        : !message.getField(field).equals(field.getDefaultValue());
  }

  private static Message with(Message message, FieldDescriptor field, Object value) {
    return message.toBuilder().setField(field, value).build();
  }
}
