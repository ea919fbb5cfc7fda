namespace OrleansTrading.Domain.Tests.Accounts.Chaos;

/// <summary>How often what goes wrong, in a thousand; nothing once it is calm.</summary>
internal sealed class ChaosFaults(Random random, ChaosTally tally)
{
    public bool IsCalm { get; set; }

    /// <summary>Whether it happens this time; counted when it does.</summary>
    public bool Strikes(int inThousand, ChaosCount what)
    {
        if (IsCalm || random.Next(1000) >= inThousand)
            return false;
        tally.Add(what);
        return true;
    }

    /// <summary>A delay in milliseconds: short as a rule, long now and then.</summary>
    public long Delay() => IsCalm || random.Next(20) > 0 ? random.Next(1, 40) : random.Next(40, random.Next(2) > 0 ? 6_000 : 14_000);
}
