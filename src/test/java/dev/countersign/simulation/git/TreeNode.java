package dev.countersign.simulation.git;

/** One entry of a tree object, or of a recursive listing, where {@code name} is the whole path. */
public record TreeNode(FileMode mode, String name, String id) {}
