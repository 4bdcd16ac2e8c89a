/* Records of the integration spec INT-2025-033 · Stripe → Snowflake: Hourly charge ledger for revenue reporting, as they are delivered and written. */

/** The record as the source delivers it. */
export interface SourceRecord {
  /** string(255). */
  id: string;
  /** string(20), only "charge". */
  object: "charge";
  /** integer, at least 0. */
  amount: number;
  /** integer, at least 0. */
  amount_captured: number;
  /** integer, at least 0. */
  amount_refunded: number;
  /** string(3), matching `^[a-z]{3}$`. */
  currency: string;
  /** integer, at least 0. Unix time in seconds */
  created: number;
  /** string(20), one of "succeeded", "pending" or "failed". */
  status: "succeeded" | "pending" | "failed";
  paid: boolean;
  captured: boolean;
  refunded: boolean;
  disputed: boolean;
  livemode: boolean;
  /** string(255). */
  customer: string | null;
  /** string(255). */
  payment_intent: string | null;
  /** string(255). */
  invoice: string | null;
  /** string(255). */
  balance_transaction: string | null;
  description: string | null;
  /** string(100). */
  failure_code: string | null;
  failure_message: string | null;
  /** string(254). */
  receipt_email: string | null;
  billing_details: {
    /** string(255). */
    name: string | null;
    /** string(254). */
    email: string | null;
    address?: {
      /** string(20). */
      postal_code?: string | null;
      /** string(2). */
      country?: string | null;
    };
  };
  payment_method_details?: {
    /** string(50). */
    type?: string;
    card?: {
      /** string(20). */
      brand?: string | null;
      /** string(20), one of "credit", "debit", "prepaid" or "unknown". */
      funding?: "credit" | "debit" | "prepaid" | "unknown" | null;
      /** string(4). */
      last4?: string | null;
    };
  };
  outcome?: {
    /** string(30), one of "authorized", "manual_review", "issuer_declined", "blocked" or "invalid". */
    type?: "authorized" | "manual_review" | "issuer_declined" | "blocked" | "invalid";
    /** string(20), one of "normal", "elevated", "highest", "not_assessed" or "unknown". */
    risk_level?: "normal" | "elevated" | "highest" | "not_assessed" | "unknown";
  };
  metadata?: {
    /** string(500). Set by the checkout when the order exists in the ERP */
    "erp-order-no"?: string;
  };
}

/** The record as it is written to the target. */
export interface TargetRecord {
  /** string(255). */
  CHARGE_ID: string;
  /** string(3). */
  CURRENCY: string;
  /** decimal(38,3). */
  AMOUNT: number;
  /** decimal(38,3). */
  AMOUNT_CAPTURED: number;
  /** decimal(38,3). */
  AMOUNT_REFUNDED: number;
  /** datetime, in UTC. */
  CREATED_AT: string;
  /** date. */
  CHARGE_DATE: string;
  /** string(20), one of "SUCCEEDED", "PENDING" or "FAILED". */
  STATUS: "SUCCEEDED" | "PENDING" | "FAILED";
  IS_PAID: boolean;
  IS_CAPTURED: boolean;
  IS_REFUNDED: boolean;
  IS_DISPUTED: boolean;
  /** string(255). */
  CUSTOMER_ID?: string | null;
  /** string(255). */
  PAYMENT_INTENT_ID?: string | null;
  /** string(255). */
  INVOICE_ID?: string | null;
  /** string(255). */
  BALANCE_TRANSACTION_ID?: string | null;
  /** string(100). */
  FAILURE_CODE?: string | null;
  /** string(1000). */
  FAILURE_MESSAGE?: string | null;
  /** string(64). */
  BILLING_NAME_SHA256?: string | null;
  /** string(64). */
  BILLING_EMAIL_SHA256?: string | null;
  /** string(64). */
  RECEIPT_EMAIL_SHA256?: string | null;
  /** string(2). */
  BILLING_COUNTRY?: string | null;
  /** string(50). */
  PAYMENT_METHOD_TYPE?: string | null;
  /** string(20). */
  CARD_BRAND?: string | null;
  /** string(20). */
  CARD_FUNDING?: string | null;
  /** string(4). */
  CARD_LAST4?: string | null;
  /** string(30). */
  OUTCOME_TYPE?: string | null;
  /** string(20). */
  RISK_LEVEL?: string | null;
  /** string(100). */
  ERP_ORDER_NUMBER?: string | null;
  /** string(20). */
  RECORD_SOURCE: string;
}
