using OrleansTrading.Domain.Orders;

namespace OrleansTrading.Domain.Tests.Accounts.Chaos;

/// <summary>
/// What lies between an activation and the venue: requests that are lost, refused or late, answers that are lost. It outlives the
/// activation: what has left arrives.
/// </summary>
internal sealed class ChaosWire(ChaosClock clock, ChaosVenue venue, ChaosFaults faults, ChaosTally tally, Random random)
{
    private const long TimeOut = 3_000;

    /// <summary>
    /// Puts an order on the wire once there is room, with the sender's time of that moment; answers once, or never when the caller is gone
    /// by then.
    /// </summary>
    public void Place(Order order, Func<long> time, Action<ChaosAnswer> answer)
    {
        if (faults.Strikes(50, ChaosCount.WaitedForRoom))
            clock.After(random.Next(1, 1_000), () => Send(order, time(), answer));
        else
            Send(order, time(), answer);
    }

    public void Cancel(string clientId, Action<OrderReport?> answer) => Ask(() => venue.Cancel(clientId), answer);

    /// <summary>Asks something; no answer comes when the request or the answer is lost.</summary>
    public void Ask<T>(Func<T> question, Action<T> answer)
    {
        if (faults.Strikes(50, ChaosCount.RequestsLost))
            return;
        clock.After(faults.Delay(), () =>
        {
            var found = question();
            if (!faults.Strikes(50, ChaosCount.AnswersLost))
                clock.After(faults.Delay(), () => answer(found));
        });
    }

    private void Send(Order order, long stamp, Action<ChaosAnswer> answer)
    {
        if (faults.Strikes(20, ChaosCount.NotSent))
        {
            clock.After(1, () => answer(ChaosAnswer.NotSent));
            return;
        }

        var reply = Once(answer);
        if (faults.Strikes(30, ChaosCount.UnavailableBefore))
            clock.After(faults.Delay(), () => reply(ChaosAnswer.Unknown));
        else if (!faults.Strikes(30, ChaosCount.RequestsLost))
            clock.After(faults.Delay(), () => Arrive(order, stamp, reply));
        clock.After(TimeOut, () => reply(ChaosAnswer.Unknown));
    }

    private void Arrive(Order order, long stamp, Action<ChaosAnswer> reply)
    {
        var report = venue.Place(order.Id, order.Spec, stamp);
        tally.Add(report is null ? ChaosCount.LateRequests : ChaosCount.OrdersAtVenue);
        var told = report is null ? new ChaosAnswer(ChaosOutcome.Refused, null)
            : report.State == OrderState.Rejected ? new ChaosAnswer(ChaosOutcome.Refused, null)
            : new ChaosAnswer(ChaosOutcome.Accepted, report);
        if (faults.Strikes(30, ChaosCount.UnavailableAfter))
            told = ChaosAnswer.Unknown;
        if (!faults.Strikes(30, ChaosCount.AnswersLost))
            clock.After(random.Next(1, 30), () => reply(told));
    }

    private static Action<ChaosAnswer> Once(Action<ChaosAnswer> answer)
    {
        var isAnswered = false;
        return told =>
        {
            if (isAnswered)
                return;
            isAnswered = true;
            answer(told);
        };
    }
}
