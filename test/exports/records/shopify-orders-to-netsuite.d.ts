/* Records of the integration spec INT-2025-014 · Shopify → NetSuite: Sales orders for fulfilment and revenue recognition, as they are delivered and written. */

/** The record as the source delivers it. */
export interface SourceRecord {
  /** integer, at least 1. */
  id: number;
  /** string(50). Order name as the customer sees it, for example #1001 */
  name: string;
  /** string(254). */
  email: string | null;
  /** string(5000). */
  note: string | null;
  /** datetime, with an offset. */
  created_at: string;
  /** datetime, with an offset. */
  updated_at: string;
  /** string(3). */
  currency: string;
  /** string(20), one of "pending", "authorized", "partially_paid", "paid", "partially_refunded", "refunded" or "voided". */
  financial_status: "pending" | "authorized" | "partially_paid" | "paid" | "partially_refunded" | "refunded" | "voided";
  /** string(20), one of "fulfilled", "partial" or "restocked". */
  fulfillment_status: "fulfilled" | "partial" | "restocked" | null;
  /** decimal(15,2), at least 0. */
  total_discounts: number;
  /** decimal(15,2), at least 0. */
  total_tax: number;
  /** decimal(15,2), at least 0. */
  total_price: number;
  test: boolean;
  customer?: {
    /** integer, at least 1. */
    id: number;
    /** string(255). */
    first_name: string | null;
    /** string(255). */
    last_name: string | null;
    /** string(50). */
    phone: string | null;
  } | null;
  shipping_address?: {
    /** string(255). */
    address1: string | null;
    /** string(255). */
    city: string | null;
    /** string(10). */
    province_code: string | null;
    /** string(50). */
    zip: string | null;
    /** string(2). */
    country_code: string | null;
  } | null;
  line_items: {
    /** integer, at least 1. */
    id: number;
    /** string(255). */
    sku: string | null;
    /** string(255). */
    title: string;
    /** integer, at least 0. */
    quantity: number;
    /** decimal(15,2), at least 0. */
    price: number;
  }[];
}

/** The record as it is written to the target. */
export interface TargetRecord {
  externalId: string;
  /** string(40). Record reference, sent as an external id */
  entity: string;
  /** date. */
  tranDate: string;
  /** string(45). */
  otherRefNum: string;
  /** string(254). */
  email?: string | null;
  /** string(999). */
  memo?: string | null;
  /** string(3). */
  currency: string;
  /** string(1), one of "A" or "B". */
  orderStatus: "A" | "B";
  toBeEmailed: boolean;
  /** string(300). */
  custbody_shop_customer_name: string;
  /** string(20), one of "OPEN", "PART_PAID", "PAID", "PART_REFUNDED", "REFUNDED" or "VOIDED". */
  custbody_shop_payment_status: "OPEN" | "PART_PAID" | "PAID" | "PART_REFUNDED" | "REFUNDED" | "VOIDED";
  /** string(20), one of "UNFULFILLED", "PARTIAL", "FULFILLED" or "RESTOCKED". */
  custbody_shop_fulfilment_status: "UNFULFILLED" | "PARTIAL" | "FULFILLED" | "RESTOCKED";
  /** datetime, in UTC. */
  custbody_shop_created_at: string;
  /** datetime, in UTC. */
  custbody_shop_updated_at: string;
  /** decimal(17,2). */
  custbody_shop_discount_total: number;
  /** decimal(17,2). */
  custbody_shop_tax_total: number;
  /** decimal(17,2). */
  custbody_shop_order_total: number;
  shippingAddress?: {
    /** string(150). */
    addr1?: string | null;
    /** string(50). */
    city?: string | null;
    /** string(30). */
    state?: string | null;
    /** string(36). */
    zip?: string | null;
    /** string(2). */
    country?: string | null;
  } | null;
  /** Sublist; the REST body carries it as item.items */
  item: {
    custcol_shop_line_id: number;
    /** string(60). */
    item: string;
    /** string(999). */
    description: string;
    quantity: number;
    /** decimal(19,4). */
    rate: number;
  }[];
}
