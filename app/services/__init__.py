"""Everything that a person can do to data, one function each, in packages by word. Where is X done?

    package       what                                                        tab of the window
    sample        a hall to try the program with                              first run
    changes       业务变更                                                      业务变更
    registration  登记开户                                                      登记开户
    drafts        forms in work, sealed on this computer                      every tab with a form
    day           the day of the person at this counter                       首页
    papers        服务协议, 业务受理单: stored, listed, printed                   协议与打印
    identity      documents and faces: read, compared, kept, renewed          证件采集
    orders        业务受理单, fees, refunds                                     (every business)
    history       服务记录: the timeline and its lines                           服务记录
    setup         a new hall, recovery                                        first run, command line
    backup        sealed backups, drill, restore                              系统管理
    verification  is the base what the signed record says?                    系统管理
    customers     found, shown masked, revealed; parties, owners, tokens      customer panel, search box
    catalogue     products, addresses, rules in force and their editing       系统管理, registration
    staff         sign-in, lock, people, permits, time                        entrance, 系统管理
    policies      审批政策, 授权                                                系统管理, 审批
    trust         roots, class keys, who is believed                          (staff, setup, verification)
    due           到期工作: what is to be done in small parts                   top bar, command line
    procedure     the mechanism: procedure, query, chain, numbers, versions   (every package)
    session       what is open here, who is at work, its connections          (every package)

An upper package may use a lower one, never the other way, and everybody enters by the door, which is the
package's `__init__.py`; `make lint` holds both. kinds.py knows every kind of operation. A kind is
"package.verb"; those from before that rule are frozen there.
"""
