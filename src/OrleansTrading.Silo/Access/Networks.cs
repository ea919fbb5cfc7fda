using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace OrleansTrading.Silo.Access;

/// <summary>Addresses and networks, as settings name them.</summary>
internal sealed class Networks
{
    private readonly IPNetwork[] _networks;

    private Networks(IPNetwork[] networks) => _networks = networks;

    public IReadOnlyList<IPNetwork> All => _networks;

    public bool Any => _networks.Length > 0;

    public bool Contain(IPAddress? address) => address is not null && RemoteAddress.Plain(address) is var plain && _networks.Any(network => network.Contains(plain));

    /// <param name="text">Separated by commas; empty for none.</param>
    /// <param name="networks">The networks.</param>
    /// <param name="wrong">What could not be read.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Networks? networks, [NotNullWhen(false)] out string? wrong)
    {
        var found = new List<IPNetwork>();
        (networks, wrong) = (null, null);
        foreach (var word in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPNetwork.TryParse(word, out var network))
                found.Add(network);
            else if (IPAddress.TryParse(word, out var address))
                found.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else
                wrong = word;
        }

        if (wrong is not null)
            return false;
        networks = new Networks([.. found]);
        return true;
    }
}
