/* Records of the integration spec INT-2025-021 · GitHub → PostgreSQL: Issue mirror for engineering analytics, as they are delivered and written. */

/** The record as the source delivers it. */
export interface SourceRecord {
  /** string(20), one of "opened", "edited", "deleted", "transferred", "pinned", "unpinned" and 12 more. */
  action: "opened" | "edited" | "deleted" | "transferred" | "pinned" | "unpinned" | "closed" | "reopened" | "assigned" | "unassigned" | "labeled" | "unlabeled" | "locked" | "unlocked" | "milestoned" | "demilestoned" | "typed" | "untyped";
  issue: {
    id: number;
    node_id: string;
    /** integer, at least 1. */
    number: number;
    /** string(256). */
    title: string;
    /** string(65536). */
    body: string | null;
    /** string(10), one of "open" or "closed". */
    state: "open" | "closed";
    /** string(20), one of "completed", "reopened", "not_planned" or "duplicate". */
    state_reason?: "completed" | "reopened" | "not_planned" | "duplicate" | null;
    user: {
      /** string(100). */
      login: string | null;
    };
    /** string(30), one of "COLLABORATOR", "CONTRIBUTOR", "FIRST_TIMER", "FIRST_TIME_CONTRIBUTOR", "MANNEQUIN", "MEMBER" and 2 more. */
    author_association: "COLLABORATOR" | "CONTRIBUTOR" | "FIRST_TIMER" | "FIRST_TIME_CONTRIBUTOR" | "MANNEQUIN" | "MEMBER" | "NONE" | "OWNER";
    labels: {
      /** string(50). */
      name: string;
    }[];
    milestone?: {
      /** string(255). */
      title?: string;
    };
    /** integer, at least 0. */
    comments: number;
    /** datetime, in UTC. */
    created_at: string;
    /** datetime, in UTC. */
    updated_at: string;
    /** datetime, in UTC. */
    closed_at: string | null;
  };
  repository: {
    id: number;
    /** string(140). Owner and repository, joined by a slash */
    full_name: string;
  };
  sender: {
    /** string(100). */
    login: string;
  };
}

/** The record as it is written to the target. */
export interface TargetRecord {
  issue_id: number;
  repository_id: number;
  /** string(140). */
  repository: string;
  issue_number: number;
  /** string(200). */
  title: string;
  /** The text itself stays in GitHub */
  body_length: number;
  /** string(10), one of "open" or "closed". */
  state: "open" | "closed";
  /** string(20). */
  state_reason?: string | null;
  is_open: boolean;
  is_removed: boolean;
  /** string(20). */
  last_action: string;
  /** string(100). */
  author_login: string;
  /** string(30). */
  author_association: string;
  /** array<string(50)>. */
  labels: string[];
  label_count: number;
  /** string(255). */
  milestone?: string | null;
  comment_count: number;
  /** datetime, in UTC. */
  created_at: string;
  /** datetime, in UTC. */
  updated_at: string;
  /** datetime, in UTC. */
  closed_at?: string | null;
  /** string(20). */
  ingest_channel: string;
}
