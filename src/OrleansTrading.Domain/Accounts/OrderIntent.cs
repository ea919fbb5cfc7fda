using OrleansTrading.Domain.Guards;
using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Accounts;

/// <summary>An order to be decided.</summary>
/// <param name="IntentKey">What asks for it; one order for each key.</param>
/// <param name="Purpose">Why.</param>
/// <param name="Spec">What is to be traded, already rounded.</param>
/// <param name="Guards">What is to protect the position that it opens; null for nothing.</param>
/// <param name="Request">Fingerprint of what was asked for, before rounding (<see cref="OrderIds.Fingerprint"/>); null: the spec stands for it.</param>
/// <param name="By">Who asks, for the audit; null when it is the account itself.</param>
public sealed record OrderIntent(string IntentKey, OrderPurpose Purpose, OrderSpec Spec, GuardPlan? Guards = null, string? Request = null, string? By = null);
