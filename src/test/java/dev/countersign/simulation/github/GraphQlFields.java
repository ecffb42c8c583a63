package dev.countersign.simulation.github;

import dev.countersign.simulation.git.Commit;
import dev.countersign.simulation.git.ObjectStore;
import graphql.GraphQLContext;
import graphql.schema.Coercing;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLScalarType;
import graphql.schema.TypeResolver;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeRuntimeWiring;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What each field of the schema is in the simulator's state. */
final class GraphQlFields {
  private static final String TAGS = "refs/tags/";

  private GraphQlFields() {}

  static RuntimeWiring wiring(State state) {
    TypeResolver owner =
        env ->
            env.getSchema().getObjectType(Objects.requireNonNull(env.<Account>getObject()).type());
    TypeResolver object =
        env ->
            env.getSchema().getObjectType(Objects.requireNonNull(env.<Stored>getObject()).type());
    return RuntimeWiring.newRuntimeWiring()
        .scalar(scalar("DateTime"))
        .scalar(scalar("GitObjectID"))
        .type("Query", type -> type.dataFetcher("repository", env -> repository(state, env)))
        .type("Repository", GraphQlFields::repository)
        .type("RepositoryOwner", type -> type.typeResolver(owner))
        .type("User", type -> type.dataFetcher("databaseId", of(Account.class, Account::id)))
        .type(
            "Organization", type -> type.dataFetcher("databaseId", of(Account.class, Account::id)))
        .type("GitObject", type -> type.typeResolver(object))
        .type("Commit", GraphQlFields::commit)
        .type("Tag", type -> type.dataFetcher("target", of(Stored.class, Stored::tagged)))
        .type("Blob", GraphQlBlob::wire)
        .type("Release", GraphQlFields::release)
        .build();
  }

  private static SimulatedRepository repository(State state, DataFetchingEnvironment env) {
    String name = text(env, "owner") + "/" + text(env, "name");
    AccessToken token = token(env);
    return state
        .repositories()
        .named(name)
        .or(() -> state.repositories().formerlyNamed(name))
        .filter(token::covers)
        .orElseThrow(
            () ->
                new GraphQlError(
                    "NOT_FOUND",
                    "Could not resolve to a Repository with the name '" + name + "'."));
  }

  private static TypeRuntimeWiring.Builder repository(TypeRuntimeWiring.Builder type) {
    return type.dataFetcher("databaseId", of(SimulatedRepository.class, r -> r.id()))
        .dataFetcher("nameWithOwner", of(SimulatedRepository.class, r -> r.fullName()))
        .dataFetcher("owner", of(SimulatedRepository.class, r -> r.owner()))
        .dataFetcher(
            "createdAt", of(SimulatedRepository.class, r -> Json.time(r.settings().createdAt())))
        .dataFetcher(
            "visibility",
            of(SimulatedRepository.class, r -> r.settings().isPrivate() ? "PRIVATE" : "PUBLIC"))
        .dataFetcher("isArchived", of(SimulatedRepository.class, r -> r.settings().isArchived()))
        .dataFetcher(
            "defaultBranchRef",
            content((r, env) -> ref(r, "refs/heads/" + r.settings().defaultBranch())))
        .dataFetcher("ref", content((r, env) -> ref(r, text(env, "qualifiedName"))))
        .dataFetcher("object", content((r, env) -> Stored.of(r, text(env, "oid"))))
        .dataFetcher(
            "release",
            content(
                (r, env) ->
                    r.releases()
                        .published(text(env, "tagName"))
                        .map(release -> new Released(r, release))
                        .orElse(null)))
        .dataFetcher("releases", content(GraphQlFields::releases));
  }

  private static Map<String, Object> releases(
      SimulatedRepository repository, DataFetchingEnvironment env) {
    List<Released> published =
        repository.releases().all().stream()
            .filter(release -> !release.isDraft())
            .map(release -> new Released(repository, release))
            .toList();
    int first = Objects.requireNonNull(env.<Integer>getArgument("first"));
    return Map.of(
        "nodes", published.stream().limit(first).toList(), "totalCount", published.size());
  }

  private static TypeRuntimeWiring.Builder release(TypeRuntimeWiring.Builder type) {
    return type.dataFetcher("databaseId", of(Released.class, r -> r.release().id()))
        .dataFetcher("tagName", of(Released.class, r -> r.release().tag()))
        .dataFetcher("isDraft", of(Released.class, r -> r.release().isDraft()))
        .dataFetcher(
            "publishedAt",
            of(Released.class, r -> r.release().publishedAt().map(Json::time).orElse(null)))
        .dataFetcher("tagCommit", of(Released.class, Released::tagCommit))
        .dataFetcher("tag", of(Released.class, r -> ref(r.repository(), TAGS + r.release().tag())))
        .dataFetcher(
            "releaseAssets",
            of(Released.class, r -> Map.of("totalCount", r.release().assets().size())));
  }

  private static TypeRuntimeWiring.Builder commit(TypeRuntimeWiring.Builder type) {
    return type.dataFetcher("tree", of(Stored.class, Stored::tree))
        .dataFetcher(
            "file",
            env -> {
              Stored commit = Objects.requireNonNull(env.getSource());
              return commit.file(text(env, "path"));
            })
        .dataFetcher(
            "history",
            env -> {
              Stored head = Objects.requireNonNull(env.getSource());
              Optional<String> path = Optional.ofNullable(env.getArgument("path"));
              List<Stored> commits =
                  CommitEndpoints.history(head.repository(), head.oid(), path).stream()
                      .map(commit -> new Stored(head.repository(), "Commit", commit.id()))
                      .toList();
              int first = Objects.requireNonNull(env.<Integer>getArgument("first"));
              return Map.of(
                  "nodes", commits.stream().limit(first).toList(), "totalCount", commits.size());
            });
  }

  private static @Nullable Map<String, Object> ref(SimulatedRepository repository, String name) {
    String prefix = name.substring(0, name.indexOf('/', "refs/".length()) + 1);
    Stored target =
        repository.history().refs().get(name).map(id -> Stored.of(repository, id)).orElse(null);
    return target == null
        ? null
        : Map.of("prefix", prefix, "name", name.substring(prefix.length()), "target", target);
  }

  static <T> DataFetcher<Object> of(Class<T> source, Function<T, @Nullable Object> field) {
    return env -> field.apply(source.cast(env.getSource()));
  }

  /** What only those may see who may read the repository's contents. */
  private static DataFetcher<Object> content(ContentField field) {
    return env -> {
      if (!token(env).allows("contents", "read")) {
        throw new GraphQlError("FORBIDDEN", "Resource not accessible by integration");
      }
      return field.get(Objects.requireNonNull(env.getSource()), env);
    };
  }

  private static AccessToken token(DataFetchingEnvironment env) {
    return Objects.requireNonNull(env.getGraphQlContext().get(AccessToken.class));
  }

  private static String text(DataFetchingEnvironment env, String argument) {
    return Objects.requireNonNull(env.getArgument(argument), argument);
  }

  private static GraphQLScalarType scalar(String name) {
    return GraphQLScalarType.newScalar()
        .name(name)
        .coercing(
            new Coercing<String, String>() {
              @Override
              public String serialize(Object value, GraphQLContext context, Locale locale) {
                return value.toString();
              }

              @Override
              public String parseValue(Object value, GraphQLContext context, Locale locale) {
                return value.toString();
              }
            })
        .build();
  }

  @FunctionalInterface
  private interface ContentField {
    @Nullable Object get(SimulatedRepository repository, DataFetchingEnvironment env);
  }

  private record Released(SimulatedRepository repository, SimulatedRelease release) {
    @Nullable Stored tagCommit() {
      RepositoryHistory history = repository.history();
      return history
          .refs()
          .get(TAGS + release.tag())
          .flatMap(history.objects()::peel)
          .map(commit -> new Stored(repository, "Commit", commit.id()))
          .orElse(null);
    }
  }

  /** A Git object that a repository has. */
  record Stored(SimulatedRepository repository, String type, String oid) {
    static @Nullable Stored of(SimulatedRepository repository, String id) {
      ObjectStore objects = repository.history().objects();
      String type =
          objects.tag(id).isPresent()
              ? "Tag"
              : objects.commit(id).isPresent()
                  ? "Commit"
                  : objects.tree(id).isPresent() ? "Tree" : "Blob";
      return type.equals("Blob") && objects.blob(id).isEmpty()
          ? null
          : new Stored(repository, type, id);
    }

    @Nullable Stored tagged() {
      return of(repository, repository.history().objects().tag(oid).orElseThrow().target());
    }

    Stored tree() {
      Commit commit = repository.history().objects().commit(oid).orElseThrow();
      return new Stored(repository, "Tree", commit.tree());
    }

    @Nullable Map<String, Object> file(String path) {
      return repository
          .history()
          .trees()
          .find(tree().oid(), path)
          .<Map<String, Object>>map(node -> Map.of("oid", node.id()))
          .orElse(null);
    }

    byte[] content() {
      return repository.history().objects().blob(oid).orElseThrow();
    }
  }
}
