using EmbeddedEngine.Calls;

namespace EmbeddedEngine.Activations;

/// <summary>Requests in order, linked through themselves; each is in one list at most.</summary>
internal sealed class RequestList
{
    public GrainRequest? First { get; private set; }

    public int Count { get; private set; }

    private GrainRequest? Last { get; set; }

    public void Add(GrainRequest request)
    {
        request.Next = null;
        request.Previous = Last;
        if (Last is { } last)
        {
            last.Next = request;
        }
        else
        {
            First = request;
        }

        Last = request;
        Count++;
    }

    public void Remove(GrainRequest request)
    {
        if (request.Previous is { } previous)
        {
            previous.Next = request.Next;
        }
        else
        {
            First = request.Next;
        }

        if (request.Next is { } next)
        {
            next.Previous = request.Previous;
        }
        else
        {
            Last = request.Previous;
        }

        request.Next = request.Previous = null;
        Count--;
    }

    public List<GrainRequest> TakeAll()
    {
        var all = new List<GrainRequest>(Count);
        while (First is { } request)
        {
            Remove(request);
            all.Add(request);
        }

        return all;
    }
}
