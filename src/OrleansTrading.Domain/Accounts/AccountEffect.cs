namespace OrleansTrading.Domain.Accounts;

/// <summary>Something to be carried out once the events of its step, and all before them, are stored; never sooner.</summary>
public abstract record AccountEffect;
