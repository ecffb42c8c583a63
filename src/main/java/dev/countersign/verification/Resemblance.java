package dev.countersign.verification;

/** What has the listed digest, where the file at the tag does not. */
public enum Resemblance {
  /** The same file with each line end as CR LF. */
  CRLF_LINE_ENDS,
  /** The same file with each line end as LF. */
  LF_LINE_ENDS,
  /** The object that the Git LFS pointer at the tag stands for. */
  LFS_OBJECT,
  /** The Git LFS pointer to the file that the tag has. */
  LFS_POINTER,
  /** The file of this path on the default branch as it is now. */
  DEFAULT_BRANCH,
  /** The file at the tag whose path differs in case only. */
  CASE_ALIAS
}
